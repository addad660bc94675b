import { useEffect, useState } from 'react';

import { useLab } from '../lab-context.tsx';
import styles from './DropTarget.module.css';
import { open } from './file-acts.ts';

/** The whole page takes files that are dropped on it, and says so while one is held over it. */
export function DropTarget() {
  const lab = useLab();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const hold = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      setIsOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      const [file, ...others] = event.dataTransfer?.files ?? [];
      if (others.length > 0) lab.notices.tell('note', 'One file at a time: the first was taken.');
      if (file) void open(lab, file);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [lab]);
  if (!isOver) return null;
  return <div className={styles['over']}>Drop a script, a trace or a picture of the lab</div>;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

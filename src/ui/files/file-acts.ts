import type { Lab } from '../../lab/lab.ts';

/*
 * What can be done with files. What it takes is loaded when it is asked for: nobody saves a file
 * before the first picture.
 */

/** Lets a person choose a file, and opens it. */
export function chooseFile(lab: Lab): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.lab,.jsonl,.txt,.svg,.png,text/plain,image/png,image/svg+xml';
  input.hidden = true;
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void open(lab, file);
    input.remove();
  });
  input.addEventListener('cancel', () => input.remove());
  document.body.append(input);
  input.click();
}

export async function open(lab: Lab, file: File): Promise<void> {
  const { openFile } = await import('../../export/open-file.ts');
  await openFile(lab, file);
}

export async function saveScript(lab: Lab): Promise<void> {
  const [{ printRun }, { fileName }, { saveFile }] = await Promise.all([
    import('../../sim/script/print.ts'),
    import('../../export/save.ts'),
    import('./save-file.ts'),
  ]);
  const { run } = lab.timeline.state.branch;
  saveFile(lab, printRun(run), fileName(run.title, 'lab'), 'text/plain');
}

export async function saveTrace(lab: Lab): Promise<void> {
  const [{ traceFile }, { fileName }, { saveFile }] = await Promise.all([
    import('../../lab/trace-file.ts'),
    import('../../export/save.ts'),
    import('./save-file.ts'),
  ]);
  const { branch } = lab.timeline.state;
  saveFile(lab, traceFile(branch), fileName(branch.run.title, 'jsonl'), 'application/jsonl');
}

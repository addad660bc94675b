import { save } from '../../export/save.ts';
import type { Lab } from '../../lab/lab.ts';

/** Saves a file. A frame that is walled in may not, and its browser says nothing: then this does. */
export function saveFile(lab: Lab, content: BlobPart | Blob, name: string, type: string): void {
  save(content, name, type);
  if (window.origin !== 'null' || window.parent === window) return;
  lab.notices.tell('note', 'If no file was saved, the page around this frame forbids it.', {
    advice: 'Open the lab in a tab of its own, or copy the script (Script, Copy).',
  });
}

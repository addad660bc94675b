import { goToPlace } from '../lab/go-to-place.ts';
import type { Lab } from '../lab/lab.ts';
import { atStart, readPlace } from '../lab/place.ts';
import { openTraceFile } from '../lab/trace-file.ts';
import type { Embedded } from './embedded.ts';
import { isPng, readPngRun } from './picture/png-text.ts';
import { readSvgFile } from './picture/svg-file.ts';

/** What is asked of a file that was chosen or dropped: a browser's `File` is one. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** No trace of a million events is longer. */
const longestBytes = 400_000_000;

/**
 * Opens a file of the lab, whatever it is called: a script, a trace, or a picture that carries its
 * run. What it is shows in its first bytes. When it cannot be opened one sentence says why, and what was on screen stays.
 */
export async function openFile(lab: Lab, file: ChosenFile): Promise<void> {
  const sentence = await opened(lab, file);
  if (sentence !== null) lab.notices.tell('refusal', `${file.name}: ${sentence}`);
}

async function opened(lab: Lab, file: ChosenFile): Promise<string | null> {
  if (file.size > longestBytes) return 'It is longer than 400 MB, and no file of the lab is.';
  const bytes = await bytesOf(file);
  if (bytes === null) return 'It cannot be read: it may have been moved or deleted.';
  if (isPng(bytes)) return openPicture(lab, readPngRun(bytes));
  const text = textOf(bytes);
  if (text === null) return noneOfThese;
  if (text.trim() === '') return 'It is empty.';
  if (text.trimStart().startsWith('{')) return openTraceFile(lab, text, rest);
  if (text.trimStart().startsWith('<')) {
    return text.includes('<svg') ? openPicture(lab, readSvgFile(text)) : noneOfThese;
  }
  return openScript(lab, text);
}

function rest(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

async function openPicture(lab: Lab, embedded: Embedded | null): Promise<string | null> {
  if (embedded === null) return withoutRun;
  const submission = await lab.door.openScript(embedded.script);
  if (!submission.ok) return `The run that it carries cannot be read: ${submission.sentence}`;
  await goToPlace(lab, readPlace(embedded.place) ?? atStart);
  return null;
}

const noneOfThese = 'It is no script, no trace and no picture of the lab.';

const withoutRun =
  'This picture carries no run: it was not saved by the lab, or a program took the run out.';

async function openScript({ door, playback }: Lab, text: string): Promise<string | null> {
  const submission = await door.openScript(text);
  if (!submission.ok) return submission.sentence;
  playback.play();
  return null;
}

async function bytesOf(file: ChosenFile): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** null: these are no letters. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

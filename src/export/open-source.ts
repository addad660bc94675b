import type { Lab } from '../lab/lab.ts';
import { openFile } from './open-file.ts';

const waitMs = 60_000;

/**
 * Opens what the page's own address names behind `?src=`: a script, a trace or a picture that lies
 * on a web site, for runs too long for a link. (design.md §8)
 */
export async function openSource({ lab, source, page }: Asked): Promise<void> {
  const refuse = (why: string): void =>
    lab.notices.tell('refusal', `The run at ${source} cannot be opened: ${why}`);
  if (!URL.canParse(source, page)) return refuse('this is no address.');
  const { href, pathname } = new URL(source, page);
  try {
    const response = await fetch(href, {
      credentials: 'omit',
      signal: AbortSignal.timeout(waitMs),
    });
    if (!response.ok) return refuse(`the server answers ${response.status}.`);
    const name = pathname.split('/').at(-1) || source;
    await openFile(lab, new File([await response.blob()], name));
  } catch {
    refuse('it cannot be fetched. Is it there, and may pages of other sites read it (CORS)?');
  }
}

interface Asked {
  readonly lab: Lab;
  /** As it is written: whole, or from the page on. */
  readonly source: string;
  readonly page: string;
}

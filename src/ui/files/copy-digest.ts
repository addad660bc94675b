import { hashing } from '../../lab/digest.ts';
import { drive } from '../../lab/drive.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Notices } from '../../lab/notices.ts';
import { copyText } from './copy-text.ts';

/** Into the clipboard; where there is none it is shown, to be copied by hand. */
export async function copyDigest(notices: Notices, digest: string): Promise<void> {
  const isCopied = await copyText(digest);
  notices.tell('note', isCopied ? 'The digest is in the clipboard.' : `The digest is ${digest}`);
}

/** That of all that is known of the run by now, as soon as it is made. */
export function copyDigestNow({ notices, timeline }: Lab): void {
  drive(hashing(timeline.state.branch.trace), {
    onShare: () => undefined,
    onMade: (digest) => void copyDigest(notices, digest),
  });
}

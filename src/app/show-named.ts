import { openSource } from '../export/open-source.ts';
import { goToPlace } from '../lab/go-to-place.ts';
import type { Lab } from '../lab/lab.ts';
import type { LinkResult } from '../lab/link.ts';

/** What the page's own address names, by a link or else by `?src=`. */
export async function showNamed(
  lab: Lab,
  link: LinkResult | null,
  source: string | null,
): Promise<void> {
  if (link?.ok) return goToPlace(lab, link.place);
  if (link === null && source !== null) return openSource({ lab, source, page: location.href });
  if (link !== null) lab.notices.tell('refusal', link.sentence);
  lab.playback.play();
}

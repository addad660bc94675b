import type { Lab } from '../lab/lab.ts';
import type { LinkResult } from '../lab/link.ts';

/** The run that the page's own address names; null when it names none, and nothing is loaded. */
export async function linkedRun(fragment: string): Promise<LinkResult | null> {
  if (!fragment.startsWith('#/run/')) return null;
  return (await import('../lab/link.ts')).readLink(fragment);
}

/** Goes where the link or `?src=` leads, or says what is wrong with it; and follows every later link. */
export async function showLinked(lab: Lab, link: LinkResult | null): Promise<void> {
  window.addEventListener('hashchange', () => void follow(lab, location.hash));
  const source = new URLSearchParams(location.search).get('src');
  if (link === null && source === null) return lab.playback.play();
  return (await import('./show-named.ts')).showNamed(lab, link, source);
}

async function follow(lab: Lab, fragment: string): Promise<void> {
  const { followLink } = await import('../lab/go-to-place.ts');
  await followLink(lab, fragment);
}

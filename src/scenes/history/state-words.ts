import { listed } from '../sentence/list-words.ts';
import { dotWords } from '../sentence/words.ts';
import type { Member } from './family.ts';

/** What became of a version, for its card: a few words, the most important first. */
export function stateWords(member: Member, rivals: number): string {
  const { fate, heldBy, hintedOn } = member;
  const held = [...heldBy.map(String), ...hintedOn.map((node) => `${node} (hint)`)];
  const where = held.length === 0 ? '' : ` on ${held.join(', ')}`;
  switch (fate.type) {
    case 'current':
      if (member.besides.length > 0) {
        return `falsely concurrent with ${listed(member.besides.map(dotWords))}`;
      }
      return `${rivals > 1 ? 'concurrent' : 'current'}${where}`;
    case 'superseded':
      return held.length === 0 ? 'superseded' : `superseded, still${where}`;
    case 'lost':
      return `lost to ${dotWords(fate.to)}`;
    case 'reaped':
      return 'reaped: the key is gone';
    case 'gone':
      return 'nobody holds it any more';
  }
}

/** Who wrote it, through whom. */
export function writerWords({ client, node, outcome }: Member): string {
  const who = client === null ? `by ${node}` : `${client} via ${node}`;
  return outcome === 'failed' ? `${who}, not acknowledged` : who;
}

/** From what it was written, as far as the lines in the picture do not say it by themselves. */
export function originWords({ parents, truncated }: Member): string {
  const from =
    parents.length === 0
      ? 'blind'
      : parents.length === 1
        ? `from ${parents.map(({ version }) => dotWords(version.dot)).join()}`
        : `reconciles ${listed(parents.map(({ version }) => dotWords(version.dot)))}`;
  return truncated.length === 0 ? from : `${from}, clock cut: ${truncated.map(dotWords).join(' ')}`;
}

/** The lines of a card under its title; a narrow one has a line more. */
export function cardLines(member: Member, rivals: number, isNarrow: boolean): readonly string[] {
  const notable = member.parents.length !== 1 || member.truncated.length > 0;
  const [who, state] = [writerWords(member), stateWords(member, rivals)];
  if (!notable) return [who, state];
  const origin = originWords(member);
  return isNarrow ? [who, origin, state] : [`${who}, ${origin}`, state];
}

/** Is the last of its lines bad news? */
export function isBadNews({ fate, besides }: Member): boolean {
  const isFalse = fate.type === 'current' && besides.length > 0;
  return fate.type === 'lost' || fate.type === 'gone' || isFalse;
}

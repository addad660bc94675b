import { showTime } from '../../base/time.ts';
import type { Key, NodeId } from '../../dynamo/names.ts';
import type { Version } from '../../dynamo/versioning/version.ts';
import type { Verdicts } from '../checks/run-checks.ts';
import type { KeyView, View } from '../view.ts';
import type { Difference, Subject } from './difference.ts';
import { areOnlyClocks, versionsWords, versionWords } from './words.ts';

type Views = readonly [View, View];

/** What each node holds of each key, what it keeps for others, and how it is. */
export function compareEnds(ends: Views): readonly Difference[] {
  return [
    ...compareReplicas(ends),
    ...compareHints(ends),
    ...compareNodes(ends),
    ...compareLatencies(ends),
    ...costs(ends),
  ];
}

function both<Item>(ends: Views, listed: (view: View) => Iterable<Item>): readonly Item[] {
  return [...new Set(ends.flatMap((view) => [...listed(view)]))];
}

function compareReplicas(ends: Views): readonly Difference[] {
  return both(ends, (view) => view.keys.keys()).flatMap((key) => {
    const keys = ends.map((view) => view.keys.get(key));
    const nodes = new Set(keys.flatMap((of) => [...(of?.replicas.keys() ?? [])]));
    return [...nodes].flatMap((node) => {
      const held = ends.map((view) => heldBy(view.keys.get(key), node));
      const words = [versionsWords(held[0] ?? []), versionsWords(held[1] ?? [])] as const;
      const aspect = areOnlyClocks(held[0] ?? [], held[1] ?? []) ? 'clocks' : 'versions';
      const atUs = Math.max(0, ...keys.map((of) => storedAt(of, node)));
      return otherwise(`${key} at ${node}`, aspect, words, atUs, { type: 'key', key });
    });
  });
}

function heldBy(key: KeyView | undefined, node: NodeId): readonly Version[] {
  return (key?.replicas.get(node) ?? []).map(({ version }) => version);
}

function storedAt(key: KeyView | undefined, node: NodeId): number {
  return Math.max(0, ...(key?.replicas.get(node) ?? []).map((replica) => replica.storedAt));
}

function compareHints(ends: Views): readonly Difference[] {
  return both(ends, (view) => view.keys.keys()).flatMap((key) => {
    const words = pair(ends, (view) => hintsOf(view, key));
    const hints = ends.flatMap((view) => view.keys.get(key)?.hints ?? []);
    const atUs = Math.max(0, ...hints.map((hint) => hint.storedAt));
    return otherwise(`hints for ${key}`, 'kept', words, atUs, { type: 'key', key });
  });
}

function hintsOf(view: View, key: Key): string {
  const hints = view.keys.get(key)?.hints ?? [];
  const words = hints.map(
    (hint) => `${hint.holder} for ${hint.for}: ${versionWords(hint.version)}`,
  );
  return words.length === 0 ? 'none' : words.toSorted().join(' | ');
}

function compareNodes(ends: Views): readonly Difference[] {
  return both(ends, (view) => view.nodes.keys()).flatMap((node) => {
    const words = pair(ends, (view) => view.nodes.get(node)?.status ?? 'not there');
    const atUs = Math.max(0, ...ends.map((view) => view.nodes.get(node)?.since ?? 0));
    return otherwise(node, 'status', words, atUs, { type: 'node', node });
  });
}

/** How long the one in the middle took, and the slowest: of one request it is said already. */
function compareLatencies(ends: Views): readonly Difference[] {
  const atUs = Math.max(...ends.map((view) => view.cursor.at));
  return (['put', 'get'] as const).flatMap((op) => {
    const took = ends.map((view) => latenciesOf(view, op));
    if (took.some((all) => all.length < 2)) return [];
    const row = (aspect: string, of: (all: readonly number[]) => number | undefined) => {
      const words = took.map((all) => showTime(of(all) ?? 0));
      return otherwise(`all ${op}s`, aspect, [words[0] ?? '', words[1] ?? ''], atUs, null);
    };
    return [
      ...row('median', (all) => all[Math.floor((all.length - 1) / 2)]),
      ...row('slowest', (all) => all.at(-1)),
    ];
  });
}

function latenciesOf({ requests }: View, op: 'put' | 'get'): readonly number[] {
  return [...requests.values()]
    .flatMap(({ op: own, outcome, issuedAt, answeredAt }) => {
      const isOf = outcome === 'ok' && (own === 'get') === (op === 'get');
      return isOf && answeredAt !== null ? [answeredAt - issuedAt] : [];
    })
    .toSorted((a, b) => a - b);
}

function costs(ends: Views): readonly Difference[] {
  const atUs = Math.max(...ends.map((view) => view.cursor.at));
  const row = (aspect: string, of: (view: View) => number): readonly Difference[] =>
    otherwise(
      'messages',
      aspect,
      pair(ends, (view) => String(of(view))),
      atUs,
      null,
    );
  return [
    ...row('sent', ({ counts }) => counts.sent),
    ...row('lost', ({ counts }) => counts.lost),
    ...row('bytes', ({ counts }) => counts.bytes),
  ];
}

/** The promises of the protocol that stand otherwise. */
export function compareVerdicts(
  verdicts: readonly [Verdicts, Verdicts],
  endUs: number,
): readonly Difference[] {
  const [mine, theirs] = verdicts.map((all) => new Map(Object.entries(all)));
  return [...(mine?.keys() ?? [])].flatMap((name) => {
    const words = [mine?.get(name) ?? '–', theirs?.get(name) ?? '–'] as const;
    return otherwise(nameInWords(name), 'verdict', words, endUs, null).map((difference) => ({
      ...difference,
      group: 'invariant' as const,
    }));
  });
}

/** `hintsGetHome` → `hints get home`. */
function nameInWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function pair(ends: Views, words: (view: View) => string): readonly [string, string] {
  return [words(ends[0]), words(ends[1])];
}

function otherwise(
  subject: string,
  aspect: string,
  words: readonly [string, string],
  atUs: number,
  of: Subject | null,
): readonly Difference[] {
  if (words[0] === words[1]) return [];
  return [{ group: 'end', subject, aspect, words, atUs, subjects: [of, of] }];
}

import { describe, expect, it } from 'vitest';

import { play } from '../../sim/testing/play.ts';
import { sloppyRun } from '../testing/runs.ts';
import { versionOf } from '../testing/views.ts';
import { currentVersions } from './current.ts';
import { replicasOf } from './replicas.ts';

const run = play(sloppyRun);

function rowsAt(atUs: number) {
  return replicasOf(run.view(atUs), 'cart').map(
    ({ node, role, status, isStale, versions, hints }) => ({
      node,
      role: role.type,
      status,
      isStale,
      holds: versions.map(({ version }) => version.value),
      hints: hints.map((hint) => hint.for),
    }),
  );
}

describe('who keeps a key', () => {
  it('while a put is under way: the coordinator, the homes, and who stands in', () => {
    expect(rowsAt(1_360_000)).toEqual([
      { node: 'B', role: 'home', status: 'up', isStale: false, holds: ['eggs'], hints: [] },
      { node: 'F', role: 'home', status: 'down', isStale: true, holds: ['milk'], hints: [] },
      { node: 'C', role: 'coordinator', status: 'up', isStale: false, holds: ['eggs'], hints: [] },
      { node: 'A', role: 'stands-in', status: 'up', isStale: false, holds: [], hints: ['F'] },
    ]);
  });

  it('once hints are home nobody stands in any more', () => {
    expect(rowsAt(9_000_000).map(({ role }) => role)).not.toContain('stands-in');
  });

  it('an unknown key has no rows', () => {
    expect(replicasOf(run.view(0), 'nothing')).toEqual([]);
  });
});

describe('what is current', () => {
  it('forgets ancestors and keeps what is concurrent (§4.4)', () => {
    const milk = versionOf('milk', 'A1');
    const eggs = versionOf('eggs', 'A2');
    const tea = versionOf('tea', 'A1 B1');
    expect(currentVersions([milk, eggs, tea, milk])).toEqual([eggs, tea]);
  });

  it('a dot that the writer had not seen is not its ancestor (protocol.md 12)', () => {
    const milk = versionOf('milk', 'A1');
    const eggs = { ...versionOf('eggs', 'A2'), unseen: [{ actor: 'A', counter: 1 }] };
    expect(currentVersions([milk, eggs])).toEqual([milk, eggs]);
  });
});

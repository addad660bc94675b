import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';

import { maxTimeUs } from '../../../base/time.ts';
import type { NodeSpec, Run } from '../command.ts';
import { maxTitleLength } from '../limits.ts';
import { arbitraryCommand, characters, name } from './arbitrary-command.ts';
import type { Cast } from './arbitrary-command.ts';
import { nodeSettings, worldSettings } from './arbitrary-settings.ts';

/* Any run that a script can tell, with any Unicode in its keys and values. */

/** Who plays: nodes of the cluster, a node or two that may join, and clients. */
const cast: Arbitrary<Cast & { readonly cluster: readonly string[] }> = fc
  .uniqueArray(name, { minLength: 4, maxLength: 12 })
  .map((names) => ({
    cluster: names.slice(2, -1),
    joining: names.slice(0, 2),
    nodes: names.slice(2, -1),
    clients: [...names.slice(-1), 'client'],
  }));

export const arbitraryRun: Arbitrary<Run> = cast.chain(({ cluster, ...players }) =>
  fc
    .record({
      title: fc.option(characters({ minLength: 1, maxLength: maxTitleLength })),
      cluster: specs(cluster),
      settings: nodeSettings,
      world: worldSettings,
      commands: fc.array(
        fc.record({ after: fc.oneof(fc.constant(0), time), command: arbitraryCommand(players) }),
        { maxLength: 12 },
      ),
      until: fc.option(time),
    })
    .map(({ commands, until, ...run }) => {
      let at = 0;
      const timed = commands.map(({ after, command }) => {
        at = Math.min(at + after, maxTimeUs);
        return { at, command };
      });
      const untilUs = until === null ? null : Math.min(at + until, maxTimeUs);
      return { ...run, commands: timed, untilUs };
    }),
);

const time = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }).map((ms) => ms * 1_000),
  fc.integer({ min: 0, max: maxTimeUs }),
);

const position = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  fc.integer({ min: 0, max: 999 }).map((perMille) => (BigInt(perMille) << 128n) / 1000n),
);

function specs(nodes: readonly string[]): Arbitrary<readonly NodeSpec[]> {
  const traits = fc.record({
    capacity: fc.oneof(
      fc.constant(1),
      fc.double({ min: 0.125, max: 64, noNaN: true }),
      fc.integer({ min: 1, max: 64 }),
    ),
    dataCentre: fc.option(name),
    isSeedNode: fc.boolean(),
    tokenCount: fc.integer({ min: 0, max: 3 }),
  });
  return fc
    .record({
      traits: fc.array(traits, { minLength: nodes.length, maxLength: nodes.length }),
      positions: fc.uniqueArray(position, {
        minLength: 3 * nodes.length,
        maxLength: 3 * nodes.length,
      }),
    })
    .map(({ traits: all, positions }) => {
      const texts = positions.map((each) => each.toString(16).padStart(32, '0'));
      const isMarked = all.some((each) => each.isSeedNode);
      return all.map(({ tokenCount, isSeedNode, ...rest }, index) => ({
        node: nodes[index] ?? '',
        ...rest,
        isSeedNode: isMarked ? isSeedNode : index === 0,
        tokens: tokenCount === 0 ? null : texts.slice(3 * index, 3 * index + tokenCount),
      }));
    });
}

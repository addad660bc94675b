import { printTime } from '../../base/time.ts';
import { readCommand } from './command-line.ts';
import type { NodeSpec, Run } from './command.ts';
import { Line } from './lexer.ts';
import { scriptVersion } from './limits.ts';
import { Names } from './names.ts';
import { printPosition } from './node-spec.ts';
import { printDecimal } from './number.ts';
import { printCommand } from './print-command.ts';
import { allDefaults, printChange } from './settings-table.ts';
import { printRest } from './text.ts';

/**
 * A run in canonical text: the parser reads it back as the same run, and equal runs have equal
 * texts. Defaults are left out; a time stands only where it changes.
 */
export function printRun(run: Run): string {
  const lines = [`lab ${scriptVersion}`];
  if (run.title !== null) lines.push(`title ${printRest(run.title)}`);
  lines.push(['cluster', ...printCluster(run.cluster)].join(' '));
  for (const { node, tokens } of run.cluster) {
    if (tokens) lines.push(['tokens', node, ...tokens.map(printPosition)].join(' '));
  }
  const commands = run.commands.map(({ command }) => printCommand(command));
  const names = namesOfNobody(run.cluster, commands);
  if (names.length > 0) lines.push(`names ${names.join(' ')}`);
  const all = printChange({ ...run.settings, ...run.world });
  const defaults = new Set(printChange(allDefaults));
  const changed = all.filter((setting) => !defaults.has(setting));
  if (changed.length > 0) lines.push(`set ${changed.join(' ')}`);
  for (const [index, { at }] of run.commands.entries()) {
    const time = at === run.commands[index - 1]?.at ? '' : `at ${printTime(at)} `;
    lines.push(`${time}${commands[index]}`);
  }
  if (run.untilUs !== null) lines.push(`until ${printTime(run.untilUs)}`);
  return `${lines.join('\n')}\n`;
}

/**
 * Names that commands use but nobody has. A log that was cut off has them: the partition is still
 * there, and the client that it names has not spoken yet. They are declared, so that every
 * beginning of a run is a run.
 */
function namesOfNobody(cluster: readonly NodeSpec[], commands: readonly string[]): string[] {
  const references = commands.flatMap(
    (text) => readCommand(new Line(text))?.words.references ?? [],
  );
  const nodes = cluster.map((spec) => spec.node);
  const names = new Names(nodes, []);
  for (const reference of references) names.learn(reference);
  const nobody = references.filter(({ role, token: { text } }) =>
    role === 'node' ? !names.nodes.has(text) : role === 'end' && !names.isEnd(text),
  );
  return [...new Set(nobody.map(({ token }) => token.text))];
}

function printCluster(cluster: readonly NodeSpec[]): string[] {
  // Where none is marked, the first node is the seed node.
  const isMarked = cluster.some((spec, index) => spec.isSeedNode !== (index === 0));
  return cluster.map(({ node, capacity, dataCentre, isSeedNode }) => {
    const size = capacity === 1 ? '' : `*${printDecimal(capacity)}`;
    const place = dataCentre === null ? '' : `@${dataCentre}`;
    return `${node}${size}${place}${isMarked && isSeedNode ? '!' : ''}`;
  });
}

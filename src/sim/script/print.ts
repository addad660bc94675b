import { printTime } from '../../base/time.ts';
import { readCommand } from './command-line.ts';
import type { Command, LinkShape, NodeSpec, Requester, Run } from './command.ts';
import { Line } from './lexer.ts';
import { scriptVersion } from './limits.ts';
import { loadDefaults } from './load-command.ts';
import { Names } from './names.ts';
import { printPosition } from './node-spec.ts';
import { printDecimal, printShare } from './number.ts';
import { defaultClient } from './operands.ts';
import { allDefaults, printChange } from './settings-table.ts';
import { printRest, printWord } from './text.ts';

/** A key or value as it stands in a command: bare where that reads back, else in quotes. */
export { printWord };

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

/** One command as a line of a script, without its time. */
export function printCommand(command: Command): string {
  switch (command.type) {
    case 'put':
    case 'get':
    case 'delete':
    case 'cart-add':
    case 'cart-remove':
      return printRequest(command);
    case 'kill':
    case 'restart':
    case 'resume':
    case 'wipe':
    case 'handoff':
      return `${command.type} ${command.node}`;
    case 'pause':
      return `pause ${command.node}${command.forUs === null ? '' : ` for ${printTime(command.forUs)}`}`;
    case 'skew':
      return `skew ${command.node} ${printSigned(command.byUs)}`;
    case 'join':
    case 'remove':
      return `${command.type} ${command.node}${printVia(command.via)}`;
    case 'sync':
    case 'gossip':
      return `${command.type} ${command.nodes.join(' ')}`;
    case 'set':
      return ['set', ...printChange(command.change)].join(' ');
    case 'load':
      return printLoad(command);
    case 'say':
      return `say ${printRest(command.text)}`;
    case 'show':
      return `show ${command.view}${command.subject === null ? '' : ` ${printWord(command.subject)}`}`;
    case 'mark':
      return `mark ${command.name}`;
    default:
      return printNetwork(command);
  }
}

type RequestCommand = Extract<Command, Requester>;
type NetworkCommand = Extract<
  Command,
  {
    type: 'partition' | 'cut' | 'heal' | 'link' | 'drop' | 'duplicate' | 'deliver' | 'delay';
  }
>;

function printRequest(command: RequestCommand): string {
  const key = printWord(command.key);
  const as = command.client === defaultClient ? '' : ` as ${command.client}`;
  const requester = `${as}${printVia(command.via)}`;
  switch (command.type) {
    case 'put':
      return `put ${key} ${printWord(command.value)}${requester}${command.blind ? ' blind' : ''}`;
    case 'get':
    case 'delete':
      return `${command.type} ${key}${requester}`;
    case 'cart-add':
      return `cart add ${key} ${printWord(command.item)}${requester}`;
    case 'cart-remove':
      return `cart remove ${key} ${printWord(command.item)}${requester}`;
  }
}

function printNetwork(command: NetworkCommand): string {
  switch (command.type) {
    case 'partition':
      return `partition ${command.groups.map((group) => group.join(' ')).join(' / ')}`;
    case 'cut':
      return `cut ${command.from} > ${command.to}`;
    case 'heal':
      return command.between ? `heal ${command.between.join(' ')}` : 'heal';
    case 'link':
      return `link ${command.between?.join(' > ') ?? '*'} ${printShape(command.shape)}`;
    case 'drop':
    case 'duplicate':
    case 'deliver':
      return `${command.type} ${command.message}`;
    case 'delay':
      return `delay ${command.message} ${printTime(command.byUs)}`;
  }
}

function printVia(node: string | null): string {
  return node === null ? '' : ` via ${node}`;
}

function printSigned(us: number): string {
  return us < 0 ? `-${printTime(-us)}` : printTime(us);
}

function printShape(shape: Partial<LinkShape> | null): string {
  if (!shape) return 'normal';
  const parts: string[] = [];
  if (shape.latencyUs !== undefined) parts.push(`latency ${printTime(shape.latencyUs)}`);
  if (shape.jitterUs !== undefined) parts.push(`jitter ${printTime(shape.jitterUs)}`);
  if (shape.loss !== undefined) parts.push(`loss ${printShare(shape.loss)}`);
  if (shape.duplicate !== undefined) parts.push(`duplicate ${printShare(shape.duplicate)}`);
  return parts.join(' ');
}

function printLoad(load: Extract<Command, { type: 'load' }>): string {
  const parts = [`load ${printDecimal(load.perSecond)}/s for ${printTime(load.forUs)}`];
  if (load.keys !== loadDefaults.keys) parts.push(`keys=${load.keys}`);
  if (load.zipf !== loadDefaults.zipf) parts.push(`zipf=${printDecimal(load.zipf)}`);
  if (load.reads !== loadDefaults.reads) parts.push(`reads=${printShare(load.reads)}`);
  if (load.clients !== loadDefaults.clients) parts.push(`clients=${load.clients}`);
  return parts.join(' ');
}

import { unreachable } from '../../base/assert.ts';
import { printTime } from '../../base/time.ts';
import type { Command, LinkShape, NodeSpec, Requester, Run, TimedCommand } from './command.ts';
import { scriptVersion } from './limits.ts';
import { loadDefaults } from './load-command.ts';
import { printPosition } from './node-spec.ts';
import { printDecimal, printShare } from './number.ts';
import { defaultClient } from './operands.ts';
import { allDefaults, printChange } from './settings-table.ts';
import { printRest, printWord } from './text.ts';

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
  const all = printChange({ ...run.settings, ...run.world });
  const defaults = new Set(printChange(allDefaults));
  const changed = all.filter((setting) => !defaults.has(setting));
  if (changed.length > 0) lines.push(`set ${changed.join(' ')}`);
  lines.push(...run.commands.map(printLine));
  if (run.untilUs !== null) lines.push(`until ${printTime(run.untilUs)}`);
  return `${lines.join('\n')}\n`;
}

function printLine(
  { at, command }: TimedCommand,
  index: number,
  lines: readonly TimedCommand[],
): string {
  const text = printCommand(command);
  return lines[index - 1]?.at === at ? text : `at ${printTime(at)} ${text}`;
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
      return `put ${printWord(command.key)} ${printWord(command.value)}${requester(command)}${command.blind ? ' blind' : ''}`;
    case 'get':
    case 'delete':
      return `${command.type} ${printWord(command.key)}${requester(command)}`;
    case 'cart-add':
    case 'cart-remove':
      return `cart ${command.type.slice(5)} ${printWord(command.key)} ${printWord(command.item)}${requester(command)}`;
    case 'kill':
    case 'restart':
    case 'resume':
    case 'wipe':
    case 'handoff':
      return `${command.type} ${command.node}`;
    case 'pause':
      return `pause ${command.node}${command.forUs === null ? '' : ` for ${printTime(command.forUs)}`}`;
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
    case 'skew':
      return `skew ${command.node} ${printSigned(command.byUs)}`;
    case 'join':
    case 'remove':
      return `${command.type} ${command.node}${via(command.via)}`;
    case 'set':
      return ['set', ...printChange(command.change)].join(' ');
    case 'sync':
    case 'gossip':
      return `${command.type} ${command.nodes.join(' ')}`;
    case 'load':
      return printLoad(command);
    case 'say':
      return `say ${printRest(command.text)}`;
    case 'show':
      return `show ${command.view}${command.subject === null ? '' : ` ${printWord(command.subject)}`}`;
    case 'mark':
      return `mark ${command.name}`;
    default:
      return unreachable(command);
  }
}

function requester({ client, via: node }: Requester): string {
  return `${client === defaultClient ? '' : ` as ${client}`}${via(node)}`;
}

function via(node: string | null): string {
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

import { printTime } from '../../base/time.ts';
import {
  defaultClient,
  loadDefaults,
  type Command,
  type LinkShape,
  type Requester,
} from './command.ts';
import { printDecimal, printShare } from './number.ts';
import { printChange } from './settings-table.ts';
import { printRest, printWord } from './text.ts';

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

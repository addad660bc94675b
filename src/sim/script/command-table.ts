import type { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { maxSayLength } from './limits.ts';
import { readLoad } from './load-command.ts';
import { readCut, readDelay, readHeal, readLink, readPartition } from './network-commands.ts';
import {
  readJoiningNode,
  readMessage,
  readName,
  readPicture,
  readNode,
  readPair,
  readSignedTime,
  readSubject,
  readText,
  readTime,
} from './operands.ts';
import { readCart, readDelete, readGet, readPut } from './request-commands.ts';
import { readSettings } from './setting-change.ts';

/** What the help sheet says of a command; the sentences of the parser quote the same form. */
export interface CommandHelp {
  readonly name: string;
  readonly form: string;
  readonly meaning: string;
}

/** One command of the language: its help, and how the words after its name are read. */
export interface CommandRow extends CommandHelp {
  readonly read: (words: Arguments) => Command;
  /** Need `>` and `/` no white space around them? */
  readonly breaksAtSigns?: true;
}

const requestTail = '[as CLIENT] [via NODE]';

/** All commands, in the order in which the help sheet shows them. */
export const commandTable: readonly CommandRow[] = [
  {
    name: 'put',
    form: `put KEY VALUE ${requestTail} [blind]`,
    meaning:
      'Writes, with the context of the client’s last get or put of the key; blind: with none.',
    read: readPut,
  },
  {
    name: 'get',
    form: `get KEY ${requestTail}`,
    meaning: 'Reads; the client keeps the context.',
    read: readGet,
  },
  {
    name: 'delete',
    form: `delete KEY ${requestTail}`,
    meaning: 'Writes a tombstone.',
    read: readDelete,
  },
  {
    name: 'cart',
    form: `cart add|remove KEY ITEM ${requestTail}`,
    meaning: 'The shopping cart: gets it, merges all versions by union, changes it, puts it back.',
    read: readCart,
  },
  node('kill', 'Crashes a node: its memory is gone, its disk stays.'),
  node('restart', 'Brings a killed node back, with its disk.'),
  {
    name: 'pause',
    form: 'pause NODE [for TIME]',
    meaning: 'Stops a node’s world for a while, or until it is resumed.',
    read: readPause,
  },
  node('resume', 'Lets a paused node go on.'),
  node('wipe', 'Empties the disk of a node.'),
  {
    name: 'partition',
    form: 'partition A B / C D E',
    meaning: 'Groups that cannot reach each other; one group alone is cut off from all others.',
    read: readPartition,
    breaksAtSigns: true,
  },
  {
    name: 'cut',
    form: 'cut A > B',
    meaning: 'Nothing from A reaches B; the other direction stays.',
    read: readCut,
    breaksAtSigns: true,
  },
  {
    name: 'heal',
    form: 'heal [A B]',
    meaning: 'Undoes all partitions and cuts, or those between two.',
    read: readHeal,
  },
  {
    name: 'link',
    form: 'link A > B|* [latency TIME] [jitter TIME] [loss SHARE] [duplicate SHARE]|normal',
    meaning: 'Shapes one direction of a link, or with * every link; normal undoes it.',
    read: readLink,
    breaksAtSigns: true,
  },
  {
    name: 'drop',
    form: 'drop MESSAGE',
    meaning: 'Loses a message in flight.',
    read: (words) => ({ type: 'drop', message: readMessage(words) }),
  },
  {
    name: 'duplicate',
    form: 'duplicate MESSAGE',
    meaning: 'Lets a message in flight arrive twice.',
    read: (words) => ({ type: 'duplicate', message: readMessage(words) }),
  },
  {
    name: 'delay',
    form: 'delay MESSAGE TIME',
    meaning: 'Lets a message in flight arrive that much later.',
    read: readDelay,
  },
  {
    name: 'deliver',
    form: 'deliver MESSAGE',
    meaning: 'Lets a message in flight arrive now.',
    read: (words) => ({ type: 'deliver', message: readMessage(words) }),
  },
  {
    name: 'skew',
    form: 'skew NODE [-]TIME',
    meaning:
      'Sets how far a node’s wall clock is ahead, or behind; it is used only for timestamps.',
    read: (words) => ({ type: 'skew', node: readNode(words), byUs: readSignedTime(words) }),
  },
  {
    name: 'join',
    form: 'join NODE [via NODE]',
    meaning: 'An administrator adds a node.',
    read: readJoin,
  },
  {
    name: 'remove',
    form: 'remove NODE [via NODE]',
    meaning: 'An administrator removes a node for good.',
    read: (words) => ({ type: 'remove', node: readNode(words), via: readVia(words) }),
  },
  {
    name: 'set',
    form: 'set KEY=VALUE…',
    meaning: 'Changes live settings.',
    read: (words) => ({ type: 'set', change: readSettings(words, true) }),
  },
  node('handoff', 'Lets a node try to hand its hints over now.'),
  nodes('sync', 'Lets two nodes compare their Merkle trees now.'),
  nodes('gossip', 'Lets two nodes exchange their membership histories now.'),
  {
    name: 'load',
    form: 'load RATE/s for TIME [keys=100] [zipf=0.9] [reads=50%] [clients=4]',
    meaning: 'A seeded workload of puts and gets.',
    read: readLoad,
  },
  {
    name: 'say',
    form: 'say TEXT',
    meaning: 'Tells the audience something; no effect on the run.',
    read: (words) => ({ type: 'say', text: readText(words, 'a text', maxSayLength) }),
  },
  {
    name: 'show',
    form: 'show VIEW [KEY or NODE]',
    meaning: 'Shows the audience another picture; no effect on the run.',
    read: (words) => ({
      type: 'show',
      view: readPicture(words),
      subject: readSubject(words),
    }),
  },
  {
    name: 'mark',
    form: 'mark NAME',
    meaning: 'Names this moment, to go to it later; no effect on the run.',
    read: (words) => ({ type: 'mark', name: readName(words, 'a name') }),
  },
];

const byName = new Map(commandTable.map((row) => [row.name, row]));

export function commandNamed(name: string): CommandRow | null {
  return byName.get(name) ?? null;
}

function node(
  name: 'kill' | 'restart' | 'resume' | 'wipe' | 'handoff',
  meaning: string,
): CommandRow {
  const read = (words: Arguments): Command => ({ type: name, node: readNode(words) });
  return { name, form: `${name} NODE`, meaning, read };
}

function nodes(name: 'sync' | 'gossip', meaning: string): CommandRow {
  const read = (words: Arguments): Command => ({ type: name, nodes: readPair(words, readNode) });
  return { name, form: `${name} A B`, meaning, read };
}

function readPause(words: Arguments): Command {
  const paused = readNode(words);
  let forUs: number | null = null;
  words.options({ for: () => (forUs = readTime(words, 1)) });
  return { type: 'pause', node: paused, forUs };
}

function readJoin(words: Arguments): Command {
  return { type: 'join', node: readJoiningNode(words), via: readVia(words) };
}

function readVia(words: Arguments): string | null {
  let via: string | null = null;
  words.options({ via: () => (via = readNode(words)) });
  return via;
}

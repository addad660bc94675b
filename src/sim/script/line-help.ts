import { commandTable } from './command-table.ts';
import type { CommandHelp } from './command-table.ts';
import { scriptVersion } from './limits.ts';

/* What the help sheet says; the sentences of the parser quote the same forms. */

/** Each command with its form and meaning. */
export const commandHelp: readonly CommandHelp[] = commandTable.map(({ name, form, meaning }) => ({
  name,
  form,
  meaning,
}));

/** The lines of a script that are not commands, in their order. */
export const lineHelp = {
  lab: {
    name: 'lab',
    form: `lab ${scriptVersion}`,
    meaning: 'The version of the language; always the first line.',
  },
  title: { name: 'title', form: 'title TEXT', meaning: 'What the run is called.' },
  cluster: {
    name: 'cluster',
    form: 'cluster NODE…',
    meaning:
      'The nodes at the start: a name, then if wanted *CAPACITY, @DATACENTRE, ! for a seed node.',
  },
  tokens: {
    name: 'tokens',
    form: 'tokens NODE POSITION…',
    meaning: 'Places a node’s tokens by hand, at 12.5% of the ring or 32 hex digits.',
  },
  names: {
    name: 'names',
    form: 'names NAME…',
    meaning: 'Names that commands use although no node or client has them, or not yet.',
  },
  set: {
    name: 'set',
    form: 'set KEY=VALUE…',
    meaning: 'Settings; before the first command any, later those that can change live.',
  },
  at: { name: 'at', form: 'at TIME COMMAND', meaning: 'A command at a time since the start.' },
  '+': { name: '+', form: '+TIME COMMAND', meaning: 'A command that much after the line above.' },
  until: {
    name: 'until',
    form: 'until TIME',
    meaning: 'Where the run ends; without it, when nothing but periodic work is left.',
  },
} as const satisfies Record<string, CommandHelp>;

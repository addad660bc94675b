import { defaultSettings } from '../dynamo/settings.ts';
import {
  defaultWorldSettings,
  type Command,
  type NodeSpec,
  type Run,
  type TimedCommand,
} from '../sim/script/command.ts';

/**
 * What a first visit finds going on: demos/first-visit.lab, as the parser reads it. Written out,
 * so that the first picture does not wait for the parser; a test holds the two together.
 */
export const firstRun: Run = {
  title: null,
  cluster: ['A', 'B', 'C', 'D', 'E', 'F'].map(nodeSpec),
  settings: defaultSettings,
  world: defaultWorldSettings,
  commands: [
    at(20, { type: 'put', key: 'cart', value: 'milk', blind: false, client: 'alice', via: null }),
    at(200, { type: 'get', key: 'cart', client: 'bob', via: null }),
    at(400, {
      type: 'put',
      key: 'cart',
      value: 'milk, eggs',
      blind: false,
      client: 'bob',
      via: null,
    }),
    at(500, {
      type: 'say',
      text: 'Now break something: kill B (key K), then put again (key P).',
    }),
  ],
  untilUs: null,
};

function nodeSpec(node: string, index: number): NodeSpec {
  return { node, capacity: 1, dataCentre: null, isSeedNode: index === 0, tokens: null };
}

function at(ms: number, command: Command): TimedCommand {
  return { at: ms * 1_000, command };
}

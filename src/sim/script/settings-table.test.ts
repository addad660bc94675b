import { describe, expect, test } from 'vitest';

import { defaultSettings } from '../../dynamo/settings.ts';
import { checkSettings } from './check-settings.ts';
import { defaultWorldSettings } from './command.ts';
import type { Latency } from './command.ts';
import {
  allDefaults,
  printChange,
  settingNamed,
  settingsTable,
  splitChange,
  worldTexts,
} from './settings-table.ts';

test('the table holds every setting once, under its name in scripts', () => {
  const properties = settingsTable.map((row) => row.property);
  expect(properties.toSorted()).toEqual(Object.keys(allDefaults).toSorted());
  for (const { key, property } of settingsTable) {
    const camel = key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect([camel, `${camel}Us`]).toContain(property);
  }
});

test('its defaults are those that the design names', () => {
  expect(settingsTable.map((row) => `${row.key}=${row.defaultText}`).join(' ')).toBe(
    'n=3 r=2 w=2 tokens=8 strategy=1 partitions=64 versioning=dotted clock-limit=10 sloppy=on ' +
      'handoff=on handoff-every=2s read-repair=on anti-entropy=on anti-entropy-every=10s ' +
      'gossip-every=1s routing=balancer coordinator=fastest durability=flushed ' +
      'durable-write=on flush-every=1s ' +
      'disk=0 give-way-above=200ms request-timeout=300ms replica-timeout=100ms suspect-for=1s placement=random ' +
      'latency=uniform:5ms:15ms loss=0 seed=1',
  );
});

test('each default and each example reads back as itself', () => {
  for (const row of settingsTable) {
    for (const text of [row.defaultText, ...row.examples]) {
      expect(row.print(row.parse(text) ?? {})).toBe(text);
    }
  }
});

test('what the nodes are built from cannot change while they run', () => {
  expect(settingsTable.filter((row) => !row.isLive).map((row) => row.key)).toEqual([
    'tokens',
    'strategy',
    'partitions',
    'versioning',
    'placement',
    'seed',
  ]);
});

test.each<[string, Latency]>([
  ['fixed:10ms', { type: 'fixed', us: 10_000 }],
  ['uniform:5ms:5ms', { type: 'uniform', fromUs: 5_000, toUs: 5_000 }],
  ['exponential:10ms', { type: 'exponential', meanUs: 10_000 }],
  ['lognormal:10ms:0.5', { type: 'lognormal', medianUs: 10_000, sigma: 0.5 }],
  ['dc:1ms:40ms', { type: 'dc', localUs: 1_000, remoteUs: 40_000 }],
])('latency %s', (text, latency) => {
  expect(settingNamed('latency')?.parse(text)).toEqual({ latency });
});

test.each([
  'fixed',
  'fixed:',
  'fixed:0',
  'fixed:61s',
  'fixed:1ms:',
  'fixed:1ms:2ms',
  'uniform:1ms',
  'uniform:2ms:1ms',
  'uniform:1ms:2ms:3ms',
  'lognormal:1ms:4',
  'dc:1ms',
  'gamma:1ms:2ms',
  'toString:1ms',
])('latency %s is none', (text) => {
  expect(settingNamed('latency')?.parse(text)).toBeNull();
});

test('names that every object has are no settings', () => {
  expect(settingNamed('constructor')).toBeNull();
});

test('a change prints what it names, also where that is the default', () => {
  expect(printChange({ loss: 0.05, n: 3 })).toEqual(['n=3', 'loss=5%']);
});

test('settings of the nodes and of the world are kept apart', () => {
  expect(splitChange({ n: 5, loss: 0.1 })).toEqual({ settings: { n: 5 }, world: { loss: 0.1 } });
  expect(splitChange(allDefaults)).toEqual({
    settings: defaultSettings,
    world: defaultWorldSettings,
  });
});

test('the world prints as script text, setting by setting', () => {
  expect(worldTexts(defaultWorldSettings)).toEqual({
    routing: 'balancer',
    placement: 'random',
    latency: 'uniform:5ms:15ms',
    loss: '0',
    seed: '1',
  });
});

describe('settings that do not fit each other', () => {
  test('a quorum must lie between one and n', () => {
    const { errors } = checkSettings({ ...defaultSettings, n: 2, r: 3, w: 0 }, 5);
    expect(errors).toEqual([
      {
        key: 'r',
        message: 'r is 3 but n is 2: a get cannot wait for more replies than there are copies.',
      },
      { key: 'w', message: 'w is 0, but a put must wait for at least 1 acknowledgement.' },
    ]);
  });

  test('n equal to the number of nodes is worth no word', () => {
    expect(checkSettings(defaultSettings, 3)).toEqual({ errors: [], notices: [] });
  });

  test('n above it is', () => {
    expect(checkSettings(defaultSettings, 1).notices).toEqual([
      { key: 'n', message: 'n is 3 but the cluster has 1 node: every node keeps every key.' },
    ]);
  });
});

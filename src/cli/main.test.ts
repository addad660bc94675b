import { execFile, type ExecFileException } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';

import type { Result } from '../sim/result.ts';
import { digestOf } from '../trace/digest.ts';
import { readTrace } from '../trace/format/format.ts';

/* The command as a person types it: a process of its own, its output and its exit code. */

// Each test starts some processes; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dynamo-lab-cli-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly status: number;
  readonly output: string;
  readonly complaints: string;
}

function start(program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
    execFile(program, args, options, (error: ExecFileException | null, output, complaints) => {
      const status = error === null ? 0 : Number(error.code);
      resolve({ status, output, complaints: complaints.replace(/^npm warn .*\n/gm, '') });
    });
  });
}

function lab(...args: string[]): Promise<Outcome> {
  return start(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args]);
}

function faultyLab(...args: string[]): Promise<Outcome> {
  const fault = './src/cli/testing/planted-fault.ts';
  const words = ['--import', 'tsx', '--import', fault, 'src/cli/main.ts', ...args];
  return start(process.execPath, words);
}

let files = 0;
function script(...lines: string[]): string {
  files += 1;
  const file = join(folder, `script-${files}.lab`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const milk = script(
  'lab 1',
  'title A cart survives a crash',
  'cluster A B C D E',
  'set n=3 r=2 w=2 tokens=8 seed=7',
  'at 0       put cart "milk" as alice',
  'at 120ms   kill B',
  '+30ms      put cart "eggs" as alice via C',
  'at 2s      restart B',
  'at 10s     get cart as bob',
  'until 12s',
);

test('npm run lab plays a run and prints what came of it', async () => {
  const npm = await start('npm', ['run', '-s', 'lab', '--', 'run', milk]);
  expect(npm.complaints).toBe('');
  expect(npm.status).toBe(0);
  const result = JSON.parse(npm.output) as Result;
  expect(result.format).toBe('dynamo-lab/result@1');
  expect(result.requests.map(({ op, outcome }) => `${op} ${outcome}`)).toEqual([
    'put ok',
    'put ok',
    'get ok',
  ]);
  expect(result.nodes['B']?.status).toBe('up');
  expect(Object.values(result.checks).filter((verdict) => !verdict.startsWith('ok'))).toEqual([]);
});

test('--seed takes the place of the seed of the script', async () => {
  const [own, same, other] = await Promise.all([
    lab('run', milk),
    lab('run', milk, '--seed', '7'),
    lab('run', milk, '--seed=8'),
  ]);
  expect(same).toEqual(own);
  expect(other.status).toBe(0);
  expect(other.output).not.toBe(own.output);
});

test('--trace writes a file that holds the run and every event of it', async () => {
  const file = join(folder, 'milk.jsonl');
  const { status, output } = await lab('run', milk, '--trace', file);
  expect(status).toBe(0);
  const read = readTrace(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(read.error);
  const { digest, events } = JSON.parse(output) as Result;
  expect(read.trace.length).toBe(events);
  expect(digestOf(read.trace)).toBe(digest);
  const again = await lab('run', script(...read.script.trimEnd().split('\n')));
  expect(again.output).toBe(output);
});

test('a bad script is told line by line, and nothing of it runs', async () => {
  const file = script('lab 1', 'cluster A B C', 'at 0 put k v', 'at 1s kil B', 'at 2s get k via Z');
  const { status, output, complaints } = await lab('run', file);
  expect(status).toBe(2);
  expect(output).toBe('');
  const lines = complaints.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^.*script-\d+\.lab:4:7: There is no command "kil".*$/);
  expect(lines[0]?.startsWith(`${file}:`)).toBe(true);
  expect(lines[1]?.startsWith(`${file}:5:17: `)).toBe(true);
});

test('what is only worth knowing is said, and the run goes on', async () => {
  const file = script('lab 1', 'cluster A B', 'set n=3 r=1 w=1', 'put k v', 'until 1s');
  const { status, output, complaints } = await lab('run', file);
  expect(status).toBe(0);
  expect((JSON.parse(output) as Result).requests[0]?.outcome).toBe('ok');
  expect(complaints).toMatch(/:3:5: n is 3 but the cluster has 2 nodes/);
});

test.each<[args: string[], sentence: string]>([
  [[], 'Which command? There are: run, sweep, help.'],
  [['play'], 'There is no command play. There are: run, sweep, help.'],
  [['run', 'none.lab'], 'none.lab cannot be read: there is no such file or folder.'],
])('lab %j is answered with one sentence', async (args, sentence) => {
  const { status, output, complaints } = await lab(...args);
  expect(complaints).toBe(`${sentence}\n`);
  expect(output).toBe('');
  expect(status).toBe(2);
});

test('a sweep prints one line a seed, and its shards are its parts', async () => {
  const seeds = ['sweep', milk, '--seeds', '3..8'];
  const [all, ...parts] = await Promise.all([
    lab(...seeds),
    lab(...seeds, '--shard', '1/2'),
    lab(...seeds, '--shard', '2/2'),
  ]);
  const results = linesOf(all);
  expect(results.map(({ seed }) => seed)).toEqual([3, 4, 5, 6, 7, 8]);
  expect(new Set(results.map(({ digest }) => digest)).size).toBe(6);
  expect(parts.map((part) => linesOf(part).map(({ seed }) => seed))).toEqual([
    [3, 5, 7],
    [4, 6, 8],
  ]);
  const alone = await lab('run', milk, '--seed', '5');
  expect(results[2]).toEqual({ seed: 5, ...(JSON.parse(alone.output) as Result) });
});

function linesOf({ status, output }: Outcome): (Result & { seed: number })[] {
  expect(status).toBe(0);
  const lines = output.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Result & { seed: number });
}

test('a broken invariant still prints the result, and ends with 3', async () => {
  const { status, output, complaints } = await faultyLab('run', milk);
  expect(status).toBe(3);
  const { checks } = JSON.parse(output) as Result;
  expect(checks.preferenceListsDistinct).toMatch(/^broken: /);
  expect(complaints).toContain(`${milk}: preferenceListsDistinct broken: `);
});

function swarm(...words: string[]): Promise<Outcome> {
  return start(process.execPath, ['--import', 'tsx', ...words]);
}

test('a swarm plays every seed of its share, and says how it went', async () => {
  const { status, output } = await swarm('src/cli/swarm.ts', '--seeds', '1..6', '--shard', '2/3');
  expect(status).toBe(0);
  expect(output).toMatch(/^2 runs, \d{3,} events, all well\n$/);
});

test('a swarm that breaks something prints a script that runs, and ends with 3', async () => {
  const fault = './src/cli/testing/planted-fault.ts';
  const words = ['--import', fault, 'src/cli/swarm.ts', '--seeds', '1..1'];
  const { status, output } = await swarm(...words);
  expect(status).toBe(3);
  expect(output).toContain('# seed 1: preferenceListsDistinct broken: ');
  expect(output).toMatch(/\n1 run, \d+ events, 1 failed: seed 1\n$/);
  const lines = output.split('\n').filter((line) => line !== '' && !/^\d+ run/.test(line));
  const again = await faultyLab('run', script(...lines));
  expect(again.status).toBe(3);
});

test('a swarm that is asked for wrongly says so in one sentence, and ends with 2', async () => {
  const { status, complaints } = await swarm('src/cli/swarm.ts', '--seeds', 'all');
  expect(status).toBe(2);
  expect(complaints.trimEnd().split('\n')).toHaveLength(1);
});

test('a sweep says which seed broke something, and how to repeat it', async () => {
  const { status, output, complaints } = await faultyLab('sweep', milk, '--seeds', '4..5');
  expect(status).toBe(3);
  expect(output.trimEnd().split('\n')).toHaveLength(2);
  for (const seed of [4, 5]) {
    expect(complaints).toContain(`seed ${seed}: preferenceListsDistinct broken: `);
    expect(complaints).toContain(`npm run -s lab -- run ${milk} --seed ${seed}`);
  }
});

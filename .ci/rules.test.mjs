/*
 * A checker that checks nothing says nothing. So every rule is broken here once, in a small tree
 * apart from the project, and the checker has to find it. What is allowed is planted too, and has
 * to stay unfound.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { root } from './root.mjs';

const configs = [
  '.dependency-cruiser.cjs',
  '.gitignore',
  '.oxlintrc.json',
  '.prettierignore',
  '.prettierrc.json',
  'knip.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.pure.json',
  'tsconfig.test.json',
  'tsconfig.web.json',
  'tsconfig.worker.json',
];

/** @type {string[]} */
const trees = [];
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

/**
 * A folder with the project's configuration, its packages and the given files.
 *
 * @param {Record<string, string>} files
 */
function plant(files) {
  const tree = mkdtempSync(join(tmpdir(), 'dynamo-lab-rules-'));
  trees.push(tree);
  for (const name of configs) cpSync(new URL(name, root), join(tree, name));
  symlinkSync(fileURLToPath(new URL('node_modules', root)), join(tree, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries({ 'e2e/empty.ts': 'export {};\n', ...files })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  return tree;
}

/**
 * Runs a tool as package.json does, in a planted tree.
 *
 * @param {string} tree
 * @param {string} script
 * @param {string[]} more arguments
 * @returns {Promise<{ status: number | null; output: string }>}
 */
function runTool(tree, script, ...more) {
  const [tool = '', ...args] = String(createRequire(root)('./package.json').scripts[script]).split(
    ' ',
  );
  const child = spawn(join(tree, 'node_modules/.bin', tool), [...args, ...more], {
    cwd: tree,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (output += String(data)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, output });
    });
  });
}

/** What each room may import; `room:types` means types only. */
const allowed = {
  base: '',
  dynamo: 'base',
  trace: 'base dynamo',
  sim: 'base dynamo trace',
  workers: 'base dynamo trace sim',
  lab: 'base trace dynamo:types sim:types',
  scenes: 'base trace dynamo:types',
  lessons: 'base trace lab',
  export: 'base trace scenes lab',
  ui: 'base dynamo trace lab scenes lessons export sim:types',
  app: 'base dynamo trace sim workers lab scenes lessons export ui',
  cli: 'base dynamo trace sim',
};
const rooms = Object.keys(allowed);

/** Breaches other than between rooms: file, its text, and the rule that must find it, if any. */
const others = /** @type {[path: string, text: string, rule: string | undefined][]} */ ([
  ['src/lab/plays.ts', `import '../sim/script/thing.ts';\n`, undefined],
  ['src/ui/plays.ts', `import '../sim/script/thing.ts';\n`, undefined],
  ['src/lessons/plays.ts', `import '../sim/script/thing.ts';\n`, undefined],
  ['src/export/plays.ts', `import '../sim/script/thing.ts';\n`, 'room-export'],
  ['src/cli/lesson.ts', `import '../lessons/format.ts';\n`, undefined],
  ['src/trace/world.test.ts', `import '../sim/testing/world.ts';\n`, undefined],
  [
    'src/sim/world.test.ts',
    `import 'fast-check';\nimport 'vitest';\nimport 'node:fs';\n`,
    undefined,
  ],
  ['src/sim/testing/world.ts', `import 'fast-check';\n`, undefined],
  ['src/sim/helped.ts', `import './testing/world.ts';\n`, 'no-test-code-in-product'],
  ['src/sim/tested.ts', `import './world.test.ts';\n`, 'no-test-code-in-product'],
  ['src/lab/proves.ts', `import 'fast-check';\n`, 'no-test-packages-in-product'],
  ['src/workers/bridge.ts', `import 'comlink';\n`, undefined],
  ['src/app/bridge.ts', `import 'comlink';\n`, 'comlink-in-workers'],
  [
    'src/app/proxy.ts',
    `import type { Remote } from 'comlink';\nexport type R = Remote<1>;\n`,
    'comlink-in-workers',
  ],
  ['src/ui/view.tsx', `import 'react';\nimport 'lucide-react';\n`, undefined],
  ['src/lab/view.tsx', `import 'react';\n`, 'react-in-ui'],
  ['src/export/view.tsx', `import 'react-aria-components';\n`, 'react-in-ui'],
  ['src/scenes/curve.ts', `import 'd3-shape';\n`, undefined],
  ['src/sim/store.ts', `import 'zustand';\n`, 'pure-packages'],
  ['src/sim/files.ts', `import 'node:fs';\n`, 'node-in-cli'],
  ['src/cli/files.ts', `import 'node:fs';\n`, undefined],
  ['src/lab/one.ts', `import './two.ts';\n`, 'no-cycles'],
  ['src/lab/two.ts', `import './one.ts';\n`, undefined],
  ['src/ui/one.ts', `import type { B } from './two.ts';\nexport type A = B;\n`, 'no-cycles'],
  ['src/ui/two.ts', `import type { A } from './one.ts';\nexport type B = A;\n`, undefined],
  ['src/ui/style.module.css', '', undefined],
  ['src/ui/styled.ts', `import './style.module.css';\nimport './thing.ts?raw';\n`, undefined],
  ['src/lab/utils/thing.ts', `export {};\n`, undefined],
  ['src/lab/catches.ts', `import './utils/thing.ts';\n`, 'no-catch-all'],
  ['src/tools/thing.ts', `import '../base/thing.ts';\n`, 'known-rooms'],
  ['src/lab/nowhere.ts', `import './not-there.ts';\n`, 'resolvable'],
]);

test('every room imports what it may and nothing else', { timeout: 60_000 }, async () => {
  /** @type {Record<string, string>} */
  const files = {
    'src/sim/script/thing.ts': 'export {};\n',
    'src/lessons/format.ts': 'export {};\n',
  };
  /** @type {string[]} as `FILE RULE` */
  const breaches = [];
  for (const room of rooms) {
    files[`src/${room}/thing.ts`] = 'export const thing = 1;\nexport type Thing = number;\n';
    const may = allowed[/** @type {keyof typeof allowed} */ (room)].split(' ');
    for (const other of rooms) {
      if (other === room) continue;
      const value = `import { thing } from '../${other}/thing.ts';\nexport const own = thing;\n`;
      const type = `import type { Thing } from '../${other}/thing.ts';\nexport type Own = Thing;\n`;
      files[`src/${room}/needs-${other}.ts`] = value;
      files[`src/${room}/needs-${other}.test.ts`] = value;
      files[`src/${room}/knows-${other}.ts`] = type;
      if (may.includes(other)) continue;
      if (may.includes(`${other}:types`)) {
        breaches.push(`src/${room}/needs-${other}.ts room-${room}-types-only`);
        breaches.push(`src/${room}/needs-${other}.test.ts room-${room}-types-only`);
      } else {
        breaches.push(`src/${room}/needs-${other}.ts room-${room}`);
        breaches.push(`src/${room}/needs-${other}.test.ts room-${room}-tests`);
        breaches.push(`src/${room}/knows-${other}.ts room-${room}`);
      }
    }
  }
  for (const [path, text, rule] of others) {
    files[path] = text;
    if (rule !== undefined) breaches.push(`${path} ${rule}`);
  }

  const { status, output } = await runTool(plant(files), 'rules');
  const found = [...output.matchAll(/^\s*error ([\w-]+): (\S+)/gm)].map(
    ([, rule, file]) => `${file} ${rule}`,
  );
  expect(status).not.toBe(0);
  expect([...new Set(found)].toSorted()).toEqual(breaches.toSorted());

  /** @type {{ forbidden: { name: string; comment: string }[] }} */
  const { forbidden } = createRequire(root)('./.dependency-cruiser.cjs');
  const broken = new Set(found.map((line) => line.split(' ')[1]));
  expect(forbidden.filter(({ name }) => !broken.has(name))).toEqual([]);
  expect(forbidden.filter(({ comment }) => comment.length < 20)).toEqual([]);
});

const globalsRule = 'eslint(no-restricted-globals)';
const propertiesRule = 'eslint(no-restricted-properties)';

/** Code that no pure room may hold, and the rule that says so. */
const impure = {
  'export const now = () => Date.now();': globalsRule,
  'export const now = () => new Date();': globalsRule,
  'export const now = () => performance.now();': globalsRule,
  'export const later = (f: () => void) => setTimeout(f, 1);': globalsRule,
  'export const often = (f: () => void) => setInterval(f, 1);': globalsRule,
  'export const soon = (f: () => void) => queueMicrotask(f);': globalsRule,
  'export const wait = () => Promise.resolve(1);': globalsRule,
  'export const draw = () => crypto.randomUUID();': globalsRule,
  'export const sort = () => new Intl.Collator();': globalsRule,
  'export const ref = (o: object) => new WeakRef(o);': globalsRule,
  'export const world = () => globalThis;': globalsRule,
  'export const environment = () => process.env;': globalsRule,
  'export const draw = () => Math.random();': propertiesRule,
  'const { random } = Math;\nexport { random };': propertiesRule,
  'export const order = (a: string, b: string) => a.localeCompare(b);': propertiesRule,
  'export const show = (n: number) => n.toLocaleString();': propertiesRule,
  'export async function wait() {}': 'oxc(no-async-await)',
  'export type Wait = Promise<number>;': 'typescript(no-restricted-types)',
  'export const say = () => { console.log(1); };': 'eslint(no-console)',
};

/** Code that no room may hold, and the rule that says so. */
const careless = {
  'declare function work(): Promise<void>;\nexport function go() { work(); }':
    'typescript(no-floating-promises)',
  "export function f(x: 'a' | 'b') { switch (x) { case 'a': return 1; } return 2; }":
    'typescript(switch-exhaustiveness-check)',
  'export const f = (x: any) => x as number;': 'typescript(no-explicit-any)',
  'export const f = (text: string): number => JSON.parse(text);': 'typescript(no-unsafe-return)',
  'export const f = (list: number[]) => list.toSorted();': 'typescript(require-array-sort-compare)',
  'export const f = (a: unknown) => a == 1;': 'eslint(eqeqeq)',
  'export const open = () => new Worker("x.js");': globalsRule,
  'export const open = () => new MessageChannel();': globalsRule,
};

/** What has its place elsewhere: such code must stay unfound where it is planted. */
const harmless = {
  'src/scenes/turn.ts': 'export const turn = (x: number) => Math.sin(x);\n',
  'src/sim/wait.test.ts': 'export const wait = async () => { await Promise.resolve(); };\n',
  'src/app/now.ts': 'export const now = () => Date.now();\n',
  'src/workers/open.ts': 'export const open = () => new MessageChannel();\n',
  'src/cli/say.ts': 'export const say = () => { console.log(1); };\n',
};

test('the linter finds clocks, chance and carelessness', { timeout: 60_000 }, async () => {
  /** @type {Record<string, string>} */
  const files = { ...harmless };
  /** @type {string[]} as `FILE RULE` */
  const breaches = [];
  const pureRooms = ['base', 'dynamo', 'trace', 'sim', 'scenes'];
  for (const room of pureRooms) {
    for (const [index, [code, rule]] of Object.entries(impure).entries()) {
      files[`src/${room}/impure-${index}.ts`] = `${code}\n`;
      breaches.push(`src/${room}/impure-${index}.ts ${rule}`);
    }
    if (room === 'scenes') continue;
    files[`src/${room}/bits.ts`] = 'export const bits = (x: number) => Math.log(x);\n';
    breaches.push(`src/${room}/bits.ts ${propertiesRule}`);
  }
  for (const [index, [code, rule]] of Object.entries(careless).entries()) {
    files[`src/lab/careless-${index}.ts`] = `${code}\n`;
    breaches.push(`src/lab/careless-${index}.ts ${rule}`);
  }

  const { status, output } = await runTool(plant(files), 'lint', '--format=unix');
  const found = new Set(
    [...output.matchAll(/^(\S+?):\d+:\d+: .*\[Error\/([^\]]+)\]$/gm)].map(
      ([, file, rule]) => `${file} ${rule}`,
    ),
  );
  expect(status).not.toBe(0);
  expect(breaches.filter((breach) => !found.has(breach))).toEqual([]);
  const planted = Object.keys(harmless);
  expect([...found].filter((line) => planted.includes(line.split(' ')[0] ?? ''))).toEqual([]);
});

test('the compiler knows which room is where', { timeout: 60_000 }, async () => {
  const breaches = {
    'src/base/page.ts': 'export const page = () => document;\n',
    'src/dynamo/wait.ts': 'export const wait = (f: () => void) => setTimeout(f, 1);\n',
    'src/trace/node.ts': "export const node = () => Buffer.from('');\n",
    'src/sim/thread.ts': "export const thread = () => new Worker('x.js');\n",
    'src/scenes/brush.ts': 'export type Brush = CanvasRenderingContext2D;\n',
    'src/workers/node.worker.ts': 'export const page = () => document;\n',
    'src/ui/first.tsx': 'const list = [1];\nexport const first: number = list[0];\n',
    'src/lab/node.ts': 'export const folder = () => process.cwd();\n',
    'src/cli/page.ts': 'export const page = () => document;\n',
    'src/sim/wrong.test.ts': "export const wrong: number = 'one';\n",
    'src/sim/wrong.bench.ts': "export const wrong: number = 'one';\n",
    'e2e/wrong.spec.ts': "export const wrong: number = 'one';\n",
    '.ci/wrong.mjs': "/** @type {number} */\nexport const wrong = 'one';\n",
  };
  const { status, output } = await runTool(
    plant({
      ...breaches,
      'vite.config.ts': 'export {};\n',
      'src/sim/page.test.ts': 'export const page = () => [document.title, process.cwd()];\n',
      'src/workers/bridge.ts': "export const open = () => new Worker('x.js');\n",
      'src/workers/conductor.worker.ts': 'self.postMessage(new MessageChannel().port1);\n',
      'src/ui/style.ts': "export { default } from './style.module.css';\n",
      'src/ui/style.module.css': '.a {\n}\n',
    }),
    'types',
  );
  const found = new Set(
    [...output.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file = '']) => file),
  );
  expect(status).not.toBe(0);
  expect([...found].toSorted()).toEqual(Object.keys(breaches).toSorted());
});

test('what is unused or unformatted is found', { timeout: 60_000 }, async () => {
  const tree = plant({
    'index.html': '<!doctype html><script type="module" src="/src/app/main.ts"></script>\n',
    'src/app/main.ts': "import { used } from './part.ts';\n\nused();\n",
    'src/app/part.ts': 'export function used() {}\n\nexport function unused() {}\n',
    'src/app/forgotten.ts': "export const forgotten = 'x';\n",
    'src/app/crooked.ts': 'export const crooked = "x"\n',
  });
  const [unused, format] = await Promise.all([
    runTool(tree, 'unused'),
    runTool(tree, 'format:check'),
  ]);
  expect(unused.status).not.toBe(0);
  expect(unused.output).toMatch(/Unused files[^]*src\/app\/forgotten\.ts/);
  expect(unused.output).toMatch(/Unused exports[^]*unused .*src\/app\/part\.ts/);
  expect(unused.output).toMatch(/Unused dependencies[^]*comlink/);
  expect(unused.output).not.toContain('src/app/main.ts');
  expect(format.status).not.toBe(0);
  expect(format.output).toContain('src/app/crooked.ts');
  expect(format.output).not.toContain('src/app/part.ts');
});

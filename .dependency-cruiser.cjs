/*
 * Which room may import which. One rule a room, each with its reason; `.ci/rules.test.mjs` plants a
 * breach of every rule and sees it found.
 */
const pure = '^src/(base|dynamo|trace|sim|scenes)/';
const testCode = String.raw`\.(test|bench)\.tsx?$`;
const testHelpers = String.raw`/testing(/|\.tsx?$)`;
const rooms = 'base dynamo trace sim workers lab scenes lessons export ui app cli'.split(' ');

/**
 * A room may import itself and what is listed. `types` are rooms of which it may import types only.
 * A test may also import the test helpers of any room.
 */
function room(name, { may = [], types = [], but = [], comment }) {
  const open = [name, ...may].map((path) => `^src/${path}(/|$)`);
  const to = (exceptions) => ({ path: '^src/', pathNot: [...open, ...but, ...exceptions] });
  const typeRooms = types.map((path) => `^src/${path}/`);
  const rules = [
    {
      name: `room-${name}`,
      comment,
      severity: 'error',
      from: { path: `^src/${name}/`, pathNot: testCode },
      to: to(typeRooms),
    },
    {
      name: `room-${name}-tests`,
      comment: `${comment} Its tests keep to that too, but may use the test helpers of any room.`,
      severity: 'error',
      from: { path: `^src/${name}/.*${testCode}` },
      to: to([...typeRooms, testHelpers]),
    },
  ];
  if (types.length > 0) {
    rules.push({
      name: `room-${name}-types-only`,
      comment: `${comment} Of ${types.join(' and ')} it may import types, nothing that runs.`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: {
        path: typeRooms,
        pathNot: [...but, testHelpers],
        dependencyTypesNot: ['type-only'],
      },
    });
  }
  return rules;
}

const script = String.raw`^src/sim/script(/|\.ts$)`;

module.exports = {
  forbidden: [
    ...room('base', {
      comment: 'The ground floor: knows nothing of Dynamo, so that every room can stand on it.',
    }),
    ...room('dynamo', {
      may: ['base'],
      comment: 'The protocol is told things and answers; it knows no world that runs it.',
    }),
    ...room('trace', {
      may: ['base', 'dynamo'],
      comment: 'A trace opened elsewhere shows everything with no world running.',
    }),
    ...room('sim', {
      may: ['base', 'dynamo', 'trace'],
      comment: 'The world runs without a page: in workers, in tests, on the command line.',
    }),
    ...room('workers', {
      may: ['base', 'dynamo', 'trace', 'sim'],
      comment: 'The bridge carries the world to its threads; it knows nothing of who looks on.',
    }),
    ...room('lab', {
      may: ['base', 'trace'],
      types: ['dynamo', 'sim'],
      but: [script],
      comment: 'The conductor is injected, so that the state works with workers or without.',
    }),
    ...room('scenes', {
      may: ['base', 'trace'],
      types: ['dynamo'],
      comment:
        'A picture follows from the trace alone, or film and figure would differ from the lab.',
    }),
    ...room('lessons', {
      may: ['base', 'trace', 'lab'],
      but: [script],
      comment: 'A lesson drives the lab as a person would: through scripts and selections.',
    }),
    ...room('export', {
      may: ['base', 'trace', 'scenes', 'lab'],
      comment: 'A file is made of a run and its pictures, without the page around them.',
    }),
    ...room('ui', {
      may: ['base', 'dynamo', 'trace', 'lab', 'scenes', 'lessons', 'export'],
      types: ['sim'],
      but: [script],
      comment: 'The page speaks to the lab; what runs behind it can be replaced.',
    }),
    ...room('app', {
      may: rooms.filter((name) => name !== 'cli'),
      comment: 'The one place that wires all rooms together, and no part of the command line.',
    }),
    ...room('cli', {
      may: ['base', 'dynamo', 'trace', 'sim'],
      but: [String.raw`^src/lessons/format(/|\.ts$)`],
      comment: 'The same run without a browser: nothing that needs one.',
    }),
    {
      name: 'known-rooms',
      comment: 'A room is named after an idea of the field; a new one is first put in this list.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${rooms.join('|')})/` },
      to: {},
    },
    {
      name: 'no-catch-all',
      comment: 'A folder for anything tells nothing; what belongs to an idea stays with the idea.',
      severity: 'error',
      from: {},
      to: {
        path: '/(utils?|helpers?|common|shared|misc|hooks|types)/',
        pathNot: '(^|/)node_modules/',
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that import each other, even types only, are one file in disguise.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'comlink-in-workers',
      comment:
        'Only src/workers says Comlink, so that there is one place where threads are crossed.',
      severity: 'error',
      from: { pathNot: '^src/workers/' },
      to: { path: '(^|/)node_modules/comlink/' },
    },
    {
      name: 'react-in-ui',
      comment: 'Only what is drawn on the page knows React; state, worlds and files do without.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(ui|app|scenes/paint)/', testCode] },
      to: { path: '(^|/)node_modules/(@types/)?(react|react-[a-z-]+|lucide-react|@react-[a-z]+)/' },
    },
    {
      name: 'pure-packages',
      comment: 'What the pure rooms import decides what a run is; only packages known to be pure.',
      severity: 'error',
      from: { path: pure, pathNot: [testCode, testHelpers] },
      to: {
        path: '(^|/)node_modules/',
        pathNot: [
          '(^|/)node_modules/(ts-md5|pure-rand|tinyqueue|valibot|(@types/)?d3-[a-z]+)/',
          '(^|/)node_modules/(@types/)?react/',
        ],
      },
    },
    {
      name: 'node-in-cli',
      comment: 'The lab runs in a browser; only the command line, tests and benchmarks have Node.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/cli/', testCode, testHelpers] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-test-code-in-product',
      comment: 'What ships does not hang on tests, on their helpers or on what only they install.',
      severity: 'error',
      from: { path: '^src/', pathNot: [testCode, testHelpers] },
      to: { path: [testCode, testHelpers, '^e2e/', '^\\.ci/'] },
    },
    {
      name: 'no-test-packages-in-product',
      comment: 'Packages of the tool box are not there for the one who uses the lab.',
      severity: 'error',
      from: { path: '^src/', pathNot: [testCode, testHelpers] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere escapes every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};

// npm test: everything that must hold, in the order in which it fails soonest. Stops at the first
// stage that fails. The last line is the sum over all tests, in a form that machines can read.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { installDependencies } from './install.mjs';
import { root } from './root.mjs';

const unitReport = new URL('.cache/unit.json', root);
const pageReport = new URL('.cache/e2e.json', root);
for (const report of [unitReport, pageReport]) rmSync(report, { force: true });

/** @type {[name: string, run: () => void | Promise<void>][]} */
const stages = [
  ['dependencies', installDependencies],
  ['browser', ensureBrowser],
  ['format', () => script('format:check')],
  ['lint', () => script('lint')],
  ['rules', () => script('rules')],
  ['types', () => script('types')],
  ['unused', () => script('unused')],
  ['unit', () => script('unit')],
  ['build', () => script('build')],
  ['size', () => script('size')],
  ['e2e', () => script('e2e')],
  ['count', thereWereTests],
];

/** @param {string} name of a script of package.json */
function script(name) {
  const { status, error } = spawnSync('npm', ['run', '--silent', name], {
    cwd: fileURLToPath(root),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw error ?? new Error(`npm run ${name} ended with ${status}`);
}

/** @param {URL} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** What both runners counted. A test file or a runner that broke outside of its tests is a failure. */
function countTests() {
  const unit = readReport(unitReport);
  const page = readReport(pageReport);
  const brokenFiles = (unit.testResults ?? []).filter(
    (/** @type {{ status: string; assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: (unit.numPassedTests ?? 0) + (page.stats?.expected ?? 0) + (page.stats?.flaky ?? 0),
    failed:
      (unit.numFailedTests ?? 0) +
      brokenFiles.length +
      (page.stats?.unexpected ?? 0) +
      (page.errors?.length ?? 0),
    skipped: (unit.numPendingTests ?? 0) + (unit.numTodoTests ?? 0) + (page.stats?.skipped ?? 0),
  };
}

function thereWereTests() {
  const { passed, failed } = countTests();
  if (passed === 0) throw new Error('no test ran');
  if (failed > 0) throw new Error(`${failed} tests failed unseen`);
}

/** @type {string[]} */
const summary = [];
let failure = '';
for (const [name, run] of stages) {
  console.log(`\n━━ ${name}`);
  const start = performance.now();
  try {
    await run();
  } catch (error) {
    failure = `${name}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${failure === '' ? '✓' : '✗'} ${name.padEnd(14)} ${seconds.padStart(6)} s`);
  if (failure !== '') break;
}

console.log(`\n━━ summary\n${summary.join('\n')}`);
if (failure !== '') {
  const left = stages.slice(summary.length).map(([name]) => name);
  console.log(`\nFailed at ${failure}${left.length === 0 ? '' : `; not run: ${left.join(', ')}`}`);
  process.exitCode = 1;
}
const { passed, failed, skipped } = countTests();
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);

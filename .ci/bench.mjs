// npm run bench [-- NAME…]: runs the benchmarks whose path has one of the names in it, one after the
// other; each prints its own table. Those of e2e measure the built page, which is built first.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './browser.mjs';
import { root } from './root.mjs';

const names = process.argv.slice(2);
const benches = ['src', 'e2e']
  .flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path.replaceAll('\\', '/')}`,
    ),
  )
  .filter((path) => path.endsWith('.bench.ts'))
  .filter((path) => names.length === 0 || names.some((name) => path.includes(name)))
  .toSorted();

if (benches.length === 0) {
  console.error(`No benchmark ${names.length === 0 ? 'found' : `is named ${names.join(' or ')}`}.`);
  process.exitCode = 1;
}
if (benches.some((path) => path.startsWith('e2e/'))) {
  await ensureBrowser();
  run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn']);
}
for (const bench of benches) {
  console.log(`\n── ${bench}`);
  run(process.execPath, ['--import', 'tsx', bench]);
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const { status } = spawnSync(program, args, {
    cwd: fileURLToPath(root),
    stdio: 'inherit',
    shell: program === 'npm' && process.platform === 'win32',
  });
  if (status !== 0) process.exitCode = 1;
}

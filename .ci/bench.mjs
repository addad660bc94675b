// npm run bench [-- NAME…]: runs the benchmarks (src/**/*.bench.ts) whose path has one of the names
// in it, one after the other; each prints its own table.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

const names = process.argv.slice(2);
const benches = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.bench.ts'))
  .filter((path) => names.length === 0 || names.some((name) => path.includes(name)))
  .toSorted();

if (benches.length === 0) {
  console.error(`No benchmark ${names.length === 0 ? 'found' : `is named ${names.join(' or ')}`}.`);
  process.exitCode = 1;
}
for (const bench of benches) {
  console.log(`\n── ${bench}`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', bench], {
    cwd: fileURLToPath(root),
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

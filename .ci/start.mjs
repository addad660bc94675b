// npm start: installs and builds what is missing, then serves the built site.
// `npm start -- --host` listens to the network too, not to this machine alone.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './install.mjs';
import { root } from './root.mjs';
import { serve } from './serve.mjs';

const sources = [
  'index.html',
  'src',
  'public',
  'vite.config.ts',
  '.ci/classic.mjs',
  'package.json',
];

/**
 * When a file, or the youngest file or folder below a folder, last changed; 0 when there is none.
 *
 * @param {string} path
 * @returns {number} milliseconds
 */
function lastChange(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const below = readdirSync(path).map((name) => lastChange(`${path}/${name}`));
  return Math.max(found.mtimeMs, ...below);
}

function isBuilt() {
  const built = lastChange(fileURLToPath(new URL('dist/index.html', root)));
  return sources.every((name) => lastChange(fileURLToPath(new URL(name, root))) < built);
}

const isOpen = process.argv.includes('--host');
installDependencies();
if (!isBuilt()) {
  console.log('Building …');
  execFileSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
const port = await serve({ port: 4173, tries: 100, host: isOpen ? '0.0.0.0' : '127.0.0.1' });
console.log(`\nDynamo Lab is at http://localhost:${port}/`);
if (isOpen) {
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const { address } of outside) console.log(`          and at http://${address}:${port}/`);
}
console.log('Ctrl+C ends it.');

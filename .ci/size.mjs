// How much script a visitor loads before the first picture: the entry of the built page, all that
// it imports at once, and the script of the workers; gzipped. What is imported later is free, as it
// is asked for when the picture is there (e2e/start.bench.ts looks).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import { root } from './root.mjs';

const limit = 180_000; // bytes, gzipped

const site = fileURLToPath(new URL('dist', root));

const moduleTags =
  /<(?:script type="module"|link rel="modulepreload")[^>]*? (?:src|href)="([^"]+\.js)"/g;

/** Modules of the page, preloads included. The classic script is loaded in place of them only. */
function scriptsOfPage() {
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  return [...page.matchAll(moduleTags)].map((match) => join(site, match[1] ?? ''));
}

/**
 * The script of the workers, which Vite names after its source: `lab.worker-HASH.js`. That of films
 * is loaded when somebody makes one.
 */
function scriptsOfWorkers() {
  return readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!film)\.worker-[^/\\]*\.js$/.test(name))
    .map((name) => join(site, name));
}

/**
 * What a script imports before it runs.
 *
 * @param {string} file
 */
function importsOf(file) {
  const found = [];
  for (const statement of parseSync(file, readFileSync(file, 'utf8')).program.body) {
    const source = 'source' in statement ? statement.source?.value : undefined;
    if (typeof source === 'string' && source.startsWith('.')) {
      found.push(join(dirname(file), source));
    }
  }
  return found;
}

/** @param {string[]} entries */
function withImports(entries) {
  const files = new Set(entries);
  for (const file of files) for (const imported of importsOf(file)) files.add(imported);
  return [...files];
}

const entries = scriptsOfPage();
if (entries.length === 0 || !entries.every((file) => existsSync(file))) {
  throw new Error('dist/index.html names no script that is there: build first.');
}
let total = 0;
for (const file of withImports([...entries, ...scriptsOfWorkers()])) {
  const size = gzipSync(readFileSync(file)).length;
  total += size;
  console.log(`${kilobytes(size)}  ${relative(dirname(site), file)}`);
}
console.log(`${kilobytes(total)}  of at most ${kilobytes(limit).trim()} before the first picture`);
if (total > limit) {
  console.error(`The first picture needs ${kilobytes(total - limit).trim()} too much script.`);
  process.exitCode = 1;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
}

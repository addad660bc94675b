// A small server for the built site. Sends no special headers unless told to: the lab must do
// without.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

const site = fileURLToPath(new URL('dist', root));

/** @type {Record<string, string>} */
const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.lab': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.webm': 'video/webm',
  '.mp4': 'video/mp4',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * The file an address stands for, or undefined when there is none or it lies outside of the site.
 *
 * @param {string} address
 * @param {string} under
 */
function fileFor(address, under) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || !path.startsWith(under)) return undefined;
  const inside = path.slice(under.length - 1);
  const file = normalize(join(site, inside.endsWith('/') ? `${inside}index.html` : inside));
  if (!file.startsWith(site + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? file : undefined;
}

/**
 * Serves `dist` and answers with the port it got.
 *
 * @param {{
 *   port: number;
 *   host?: string;
 *   tries?: number;
 *   under?: string;
 *   headers?: Record<string, string>;
 *   onServed?: (file: string) => void;
 * }} options
 *   port: the first one to try, 0 for any; host: whom to listen to, this machine alone by default;
 *   tries: how many ports to try, one after the other; under: the folder that the site is in, as
 *   `/courses/dynamo/`; headers: sent with every file; onServed: told of every file that is sent.
 * @returns {Promise<number>}
 */
export function serve({
  port,
  host = '127.0.0.1',
  tries = 1,
  under = '/',
  headers = {},
  onServed,
}) {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const file = fileFor(request.url ?? '/', under);
    if (file === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    onServed?.(file);
    response.writeHead(200, {
      ...headers,
      'content-type': contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
      'content-length': statSync(file).size,
      // Files that Vite made have their hash in their name, and never change.
      'cache-control': /[\\/]assets[\\/]/.test(file) ? 'max-age=31536000, immutable' : 'no-cache',
    });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  });
  return new Promise((resolve, reject) => {
    let current = port;
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== 'EADDRINUSE' || current + 1 >= port + tries) {
        reject(error);
        return;
      }
      current += 1;
      server.listen(current, host);
    });
    server.on('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : current);
    });
    server.listen(current, host);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = await serve({ port: Number(process.argv[2] ?? 4173) });
  console.log(`http://127.0.0.1:${port}/`);
}

// Installs the dependencies when they are missing or are not those of the lock file.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { root } from './root.mjs';

const hiddenLock = new URL('node_modules/.package-lock.json', root);
const lock = new URL('package-lock.json', root);

/**
 * @param {URL} file
 * @returns {Record<string, { version?: string; optional?: boolean }> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Compares versions, not file times: a checkout touches files without changing them. */
export function areDependenciesInstalled() {
  const wanted = packagesOf(lock) ?? {};
  const installed = packagesOf(hiddenLock);
  if (installed === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = installed[path];
    return path === '' || (found === undefined ? optional === true : found.version === version);
  });
}

export function installDependencies() {
  if (areDependenciesInstalled()) return;
  console.log('Installing the dependencies …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

import { createHash } from 'node:crypto';
import { relative } from 'node:path';

import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';

import { classicTwin } from './.ci/classic.mjs';

/** As short as it can be told from others: every script that names a class carries it. */
const className = (local: string, file: string): string =>
  `${local}-${createHash('md5')
    .update(relative(import.meta.dirname, file))
    .digest('base64url')
    .slice(0, 4)}`;

const page = (): UserConfig => ({
  base: './',
  css: { modules: { generateScopedName: className } },
  plugins: [react()],
  worker: { format: 'iife' },
  build: {
    target: 'es2022',
    sourcemap: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // All that the first picture needs in one file, whatever else needs parts of it too.
        codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] },
      },
    },
  },
});

export default defineConfig({
  ...page(),
  plugins: [react(), classicTwin(page)],
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', '.ci/*.test.mjs'],
    testTimeout: 20_000,
    reporters: ['default', ['json', { outputFile: '.cache/unit.json' }]],
  },
});

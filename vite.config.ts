import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { defineConfig } from 'vitest/config';

import { classicTwin } from './.ci/classic.mjs';

const page = (): UserConfig => ({
  base: './',
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

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

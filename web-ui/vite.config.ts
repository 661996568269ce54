import { defineConfig } from 'vitest/config';

// Where `npm run dev` finds the API: a real collector unless told otherwise.
const collector = process.env['PLIMSOLL_COLLECTOR'] ?? 'http://127.0.0.1:7070';

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    // Straight into the class path: the jar then carries /ui/**.
    outDir: 'target/classes/ui',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: collector, changeOrigin: true } },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
  },
});

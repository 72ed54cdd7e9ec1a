import { defineConfig } from 'vite';

// The page is served from anywhere: every address in it is relative.
export default defineConfig({
  base: './',
  build: { target: 'es2023', outDir: '../artifacts/web', emptyOutDir: true, assetsInlineLimit: 0, rolldownOptions: { input: ['index.html', 'observatory.html'] }, modulePreload: { polyfill: false }, reportCompressedSize: false },
  worker: { format: 'es' },
});

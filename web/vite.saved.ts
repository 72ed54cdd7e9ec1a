// The check page as one file that works from a disk: script and style inside, nothing fetched. `src/verify/save.ts` puts cartridges into it.
import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

function onePage(): Plugin {
  return {
    name: 'one-page',
    enforce: 'post', // the style is there by then
    generateBundle(_, bundle) {
      const script = Object.values(bundle).find(file => file.type === 'chunk')!.code.trim().replace(/<\/script/gi, '<\\/script');
      const style = Object.values(bundle).filter(file => file.type === 'asset' && file.fileName.endsWith('.css')).map(file => String((file as { source: unknown }).source)).join('\n');
      const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
      for (const name of Object.keys(bundle))
        delete bundle[name];
      const policy = `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
      this.emitFile({ type: 'asset', fileName: 'check-page.txt', source: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Check a score: Monster Arcade</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript>The check plays the recording again, and needs JavaScript for that.</noscript>
<script type="application/json" id="inside"></script>
<script>${script}</script>
</body>
</html>
` });
    },
  };
}

export default defineConfig({
  build: { target: 'es2023', outDir: '../artifacts/web', emptyOutDir: false, copyPublicDir: false, reportCompressedSize: false, cssCodeSplit: false, lib: { entry: 'src/verify/saved.ts', formats: ['iife'], name: 'check', fileName: 'check' } },
  plugins: [onePage()],
});

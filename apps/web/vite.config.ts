import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const libs = fileURLToPath(new URL('../../libs/', import.meta.url));

export default defineConfig({
  root: here,
  plugins: [
    paraglideVitePlugin({
      project: `${here}project.inlang`,
      outdir: `${here}src/paraglide`,
      strategy: ['globalVariable', 'baseLocale'],
    }),
    react(),
  ],
  resolve: { alias: [{ find: /^#lotse\/([^/]+)$/, replacement: `${libs}$1/index.ts` }] },
  /** The server puts a fresh nonce in place of each `__NONCE__`. */
  html: { cspNonce: '__NONCE__' },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000' }, fs: { allow: ['../..'] } },
  /** Nothing becomes a `data:` address: fonts and styles come from our own origin only. */
  build: { outDir: '../../dist/web', emptyOutDir: true, manifest: true, assetsInlineLimit: 0 },
});

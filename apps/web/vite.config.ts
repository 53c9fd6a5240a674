import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { chunkGroups } from './chunks.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const libs = fileURLToPath(new URL('../../libs/', import.meta.url));

/** The messages ask our own session for the locale: their runtime would look into address, cookie and storage. */
function ownLocale(): Plugin {
  return {
    name: 'lotse:locale',
    enforce: 'pre',
    resolveId: (source, importer = '') => (source === '../runtime.js' && importer.includes('/paraglide/messages/') ? `${here}src/kit/session/locale.ts` : null),
  };
}

/** Names the script of the first call in the head of the page, before its entry. */
function firstCall(): Plugin {
  return {
    name: 'lotse:first-call',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const early = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'early');
        return early === undefined
          ? []
          : [
              {
                tag: 'script',
                attrs: { type: 'module', async: true, crossorigin: true, src: `/${early.fileName}`, nonce: '__NONCE__' },
                injectTo: 'head-prepend',
              },
            ];
      },
    },
  };
}

export default defineConfig({
  root: here,
  plugins: [ownLocale(), firstCall(), react()],
  resolve: {
    alias: [
      { find: /^#lotse\/([^/]+)$/, replacement: `${libs}$1/index.ts` },
      // the browser runs Preact; the sources go on importing React, whose types they keep
      { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
      { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
      { find: /^\.\/use-sync-external-store\.js$/, replacement: 'preact/compat' },
    ],
  },
  /** The server puts a fresh nonce in place of each `__NONCE__`. */
  html: { cspNonce: '__NONCE__' },
  server: { port: 5173, proxy: { '/api': 'http://localhost:3000' }, fs: { allow: ['../..'] } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    manifest: true,
    /** Nothing becomes a `data:` address: fonts and styles come from our own origin only. */
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: `${here}index.html`, early: `${here}src/kit/session/first-call.ts` },
      output: { codeSplitting: { groups: chunkGroups(`${here}src/`) } },
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
    },
  },
});

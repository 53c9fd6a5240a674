import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const libs = fileURLToPath(new URL('../../libs/', import.meta.url));

/**
 * What a first load can do without (budget: 45 kB): parts of libraries of which this app uses a few lines,
 * and Vite's preloader, whose work one style sheet and few chunks make needless.
 */
const LEAN: Record<string, string> = {
  'lucide-react createLucideIcon.mjs': 'src/kit/design/create-icon.ts',
  'paraglide/messages runtime.js': 'src/kit/session/locale.ts',
};
function lean(): Plugin {
  return {
    name: 'lotse:lean',
    enforce: 'pre',
    resolveId(source, importer = '') {
      const found = Object.entries(LEAN).find(([where]) => {
        const [folder = '', file = ''] = where.split(' ');
        return source === `../${file}` && importer.includes(`/${folder}/`);
      });
      return found === undefined ? null : here + found[1];
    },
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
  };
}

type Modules = { getModuleInfo: (id: string) => { importers: readonly string[]; isEntry: boolean } | null };

/**
 * All the entry reaches without a dynamic import goes into one file: it packs better and needs one request.
 * Messages and schemas come through a barrel, so that of them only the used ones may come along. The
 * signs of verdicts are a file of their own.
 */
function firstLoad(id: string, modules: Modules): string | null {
  const seen = new Set<string>();
  function isReached(one: string): boolean {
    if (seen.has(one)) return false;
    seen.add(one);
    const info = modules.getModuleInfo(one);
    return info !== null && (info.isEntry || info.importers.some(isReached));
  }
  if (!/paraglide.messages|libs.(contract|marking)/.test(id) && isReached(id)) return 'lotse';
  return /icons.(check|minus|x)\.mjs|players.mark\.tsx$/.test(id) ? 'marks' : null;
}

export default defineConfig({
  root: here,
  plugins: [lean(), react()],
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
    modulePreload: { polyfill: false, resolveDependencies: () => [] },
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: firstLoad, debugName: 'first load' }] } },
      treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
    },
  },
});

/**
 * Lets Node run the specs and the source they test without a virtual machine for each file: TypeScript is compiled when it is loaded,
 * `#lotse/<lib>` is its source, and what Jest gives a spec comes from jest-globals.mjs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const ROOT = new URL('../../', import.meta.url);
const SWC = {
  sourceMaps: 'inline',
  swcrc: false,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    experimental: { keepImportAttributes: true },
  },
};
const isTypeScript = (url) => url?.startsWith('file:') === true && new URL(url).pathname.endsWith('.ts');

/** A file of source names its neighbour as it will be called when it is built. */
function sourceOf(name, from) {
  const lib = /^#lotse\/([^/]+)$/.exec(name);
  if (lib) return new URL(`libs/${lib[1]}/index.ts`, ROOT).href;
  if (name === '@jest/globals') return new URL('./jest-globals.mjs', import.meta.url).href;
  if (!/^\.{1,2}\/.*\.js$/.test(name)) return null;
  const source = new URL(`${name.slice(0, -3)}.ts`, from);
  return existsSync(source) ? source.href : null;
}

registerHooks({
  resolve(name, context, next) {
    const source = isTypeScript(context.parentURL) ? sourceOf(name, context.parentURL) : null;
    return source ? { url: source, format: 'module', shortCircuit: true } : next(name, context);
  },
  load(url, context, next) {
    if (!isTypeScript(url)) return next(url, context);
    const filename = fileURLToPath(url);
    return { format: 'module', shortCircuit: true, source: transformSync(readFileSync(filename, 'utf8'), { ...SWC, filename }).code };
  },
});

/**
 * Builds the web app, and packs what text it is made of with brotli and gzip beside it: the server sends these as they are.
 * Ends by itself: what compiles the messages leaves timers behind that would hold the process for half a minute.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

await build({ root: import.meta.dirname, logLevel: 'warn' });

const assets = new URL('../../dist/web/assets/', import.meta.url).pathname;
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
const texts = readdirSync(assets).filter((name) => /\.(js|css|svg)$/.test(name));
await Promise.all(
  texts.map(async (name) => {
    const text = readFileSync(assets + name);
    writeFileSync(`${assets}${name}.br`, await brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${assets}${name}.gz`, await zip(text, { level: 9 }));
  }),
);
process.exit();

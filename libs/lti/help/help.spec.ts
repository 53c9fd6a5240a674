import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { REFUSALS } from '../pages/refusals.js';
import { errorDocs } from './error-docs.js';
import { anchorOf, docsOf } from '../pages/errors-path.js';
import { errorsPage } from './errors-page.js';
import { helpOf, LTI_CODES, seenWith } from './lti-codes.js';
import { REFUSAL_HELP } from './refusal-help.js';

const LIB = join(import.meta.dirname, '..');
const DOCS = join(import.meta.dirname, '../../../docs/lti-errors.md');
const all = Object.values(LTI_CODES).flat();

describe('what is said about a code', () => {
  // LOTSE_WRITE_DOCS=1 writes the file anew
  if (process.env.LOTSE_WRITE_DOCS) writeFileSync(DOCS, errorDocs());

  it('docs/lti-errors.md is what the program says (U-06)', () => expect(readFileSync(DOCS, 'utf8')).toBe(errorDocs()));

  it('every refusal has its words, and nothing else does', () => expect(Object.keys(REFUSAL_HELP).sort()).toEqual(Object.keys(REFUSALS).sort()));

  it.each(all)('%s: what happened and what to do, in both languages, in its own words', (code) => {
    const help = helpOf(code);
    for (const locale of ['de', 'en'] as const) {
      const [what, remedy] = help?.[locale] ?? ['', ''];
      for (const text of [what, remedy]) expect(text).toMatch(/^[\wÄÖÜ„“].{8,}[.!]$/);
      expect(`${what} ${remedy}`).not.toMatch(/!|leider|undefined|\||`/i);
      expect(seenWith(code, locale).length).toBeGreaterThan(5);
    }
    expect(help?.de).not.toEqual(help?.en);
    expect(readFileSync(DOCS, 'utf8')).toContain(`<a id="${anchorOf(code)}"></a>\`${code}\``);
    expect(docsOf(code, 'en')).toBe(`/lti/errors?lang=en#${anchorOf(code)}`);
    expect(errorsPage('en', '')).toContain(`id="${anchorOf(code)}"`);
  });

  it('no two codes share an anchor', () => expect(new Set(all.map(anchorOf)).size).toBe(new Set(all).size));

  it('a status without a row of its own falls into its hundred', () => {
    expect(helpOf('score.418')).toBe(helpOf('score.4xx'));
    expect(helpOf('result.503')).toBe(helpOf('result.5xx'));
    expect(helpOf('score.404')).not.toBe(helpOf('score.4xx'));
    expect([helpOf('nothing.at-all'), helpOf('toString')]).toEqual([null, null]);
  });

  it('every code the lib can give stands in the list', () => {
    // jwks.broken never leaves the key cache: it becomes KEYS_UNREACHABLE
    const given = sources(LIB).flatMap((text) =>
      [...text.matchAll(/(?:Problem\('upstream', |reason: |bad\()'([a-z-]+\.[a-z0-9-]+)'/g)].map(([, code]) => code ?? ''),
    );
    expect([...new Set(given)].filter((code) => !helpOf(code) && code !== 'jwks.broken')).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

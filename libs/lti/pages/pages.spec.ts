import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ltiPage, pagePolicy } from './lti-page.js';
import { allLtiPages, localeOf } from './sentences.js';

const LIB = join(import.meta.dirname, '..');

describe('what a refusal says', () => {
  it.each(allLtiPages().map(({ name, wish }) => [name, wish] as const))('is a whole page: %s', (_, wish) => {
    const page = ltiPage(wish);
    expect(page).toMatch(/^<!doctype html>\n<html lang="(de|en)">/);
    expect(page).not.toMatch(/<script|<form|style="|\son\w+=|https?:\/\/|undefined/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page.match(/<a /g) ?? []).toHaveLength((wish.button ? 1 : 0) + (wish.admin ? 1 : 0));
    for (const [, href = ''] of page.matchAll(/<a href="([^"]*)"/g)) expect(href).toMatch(/^\/lti\/errors\?lang=(de|en)#[a-z-]+$/);
    expect(wish.title.length).toBeGreaterThan(5);
    for (const text of wish.text) expect(text).not.toMatch(/!|leider/i);
  });

  it('closes towards one origin, by the nonce of its policy alone', () => {
    const wish = { locale: 'de', title: 'x', text: [], steps: ['a<b'], close: { label: '<u>', origin: 'https://moodle.example</script>' } } as const;
    const page = ltiPage(wish, 'n0nce');
    expect(page).toContain('<li>a&#60;b</li>');
    expect(page.match(/<\/?script/g)).toHaveLength(2);
    expect(page).toContain(`postMessage({subject:'org.imsglobal.lti.close'},"https://moodle.example\\u003c/script>")`);
    expect(pagePolicy([], 'n0nce')).toContain(`script-src 'nonce-n0nce'`);
    expect(ltiPage(wish)).not.toContain('<script');
    expect(pagePolicy([])).not.toContain('script-src');
  });

  it('escapes what it is given', () => {
    const page = ltiPage({ locale: 'de', title: '<b>"', text: [`'&<script>`], code: '<i>', button: { label: '<u>', href: '"><script>' } });
    expect(page).not.toMatch(/<b>|<script|<i>|<u>/);
  });

  it('is sent with a policy that names its style and nothing more', () => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(ltiPage({ locale: 'de', title: 'x', text: [] })) ?? [];
    expect(pagePolicy(null)).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(pagePolicy(null)).toContain('frame-ancestors *');
    expect(pagePolicy([])).toContain(`frame-ancestors 'none'`);
    expect(pagePolicy(['https://a.example'])).toContain('frame-ancestors https://a.example');
  });

  it.each([
    [undefined, 'de'],
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['en', 'en'],
    ['en-GB,de', 'en'],
    ['fr', 'de'],
    ['tr-TR,en;q=0.3', 'de'],
    ['', 'de'],
  ])('speaks the language of %s: %s', (header, locale) => expect(localeOf(header)).toBe(locale));
});

describe('messages to other windows', () => {
  it('name the origin they are for, never every origin (P-04)', () => {
    const calls = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .flatMap((name) => [...readFileSync(join(LIB, name), 'utf8').matchAll(/postMessage\(([^;]*?)\)\s*[;}]/g)].map(([, call]) => call ?? ''));
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).not.toMatch(/,\s*['"`]\*/);
    for (const call of calls) expect(call).toMatch(/,\s*\S/);
  });
});

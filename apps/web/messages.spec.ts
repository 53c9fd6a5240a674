import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const folder = new URL('./messages/', import.meta.url);
const areas = readdirSync(folder);
const read = (area: string, locale: string) => JSON.parse(readFileSync(new URL(`${area}/${locale}.json`, folder), 'utf8')) as Record<string, unknown>;
const all = (locale: string): [string, unknown][] => areas.flatMap((area) => Object.entries(read(area, locale)).filter(([key]) => key !== '$schema'));

const placeholders = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{[a-zA-Z]+\}/g) ?? [])].sort();
const german = all('de');
const english = new Map(all('en'));

describe('messages', () => {
  it('are there in both languages, in the same area', () => {
    for (const area of areas) expect(Object.keys(read(area, 'en')).sort()).toEqual(Object.keys(read(area, 'de')).sort());
  });

  it('have a key once only', () => {
    expect(new Set(german.map(([key]) => key)).size).toBe(german.length);
  });

  it('are all compiled: each area stands in the settings', () => {
    const settings = readFileSync(new URL('./project.inlang/settings.json', import.meta.url), 'utf8');
    expect(areas.filter((area) => !settings.includes(`./messages/${area}/{locale}.json`))).toEqual([]);
  });

  it('say the same values', () => {
    const differing = german.filter(([key, message]) => JSON.stringify(placeholders(message)) !== JSON.stringify(placeholders(english.get(key))));
    expect(differing).toEqual([]);
  });

  it('call things in English as English does: a beamer is a projector, and an hour of teaching a lesson', () => {
    const spans = /one hour|an hour old|twelve hours|hours by|budget of hours|and hours|accompanied hour/;
    const wrong = [...english].filter(([, message]) => /\bbeamer|\bhours?\b/i.test(JSON.stringify(message).replace(spans, '')));
    expect(wrong).toEqual([]);
  });

  it('keep to the voice: no exclamation marks, no "leider", no placeholder text', () => {
    const loud = [...german, ...english].filter(([, message]) => /!|\bleider\b|unfortunately|lorem|TODO/i.test(JSON.stringify(message)));
    expect(loud).toEqual([]);
  });
});

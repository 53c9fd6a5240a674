import { describe, expect, it } from '@jest/globals';
import de from '../messages/de.json' with { type: 'json' };
import en from '../messages/en.json' with { type: 'json' };

const placeholders = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{[a-zA-Z]+\}/g) ?? [])].sort();
const german = Object.entries(de as Record<string, unknown>);
const english = en as Record<string, unknown>;

describe('messages', () => {
  it('are there in both languages', () => {
    expect(Object.keys(english).sort()).toEqual(german.map(([key]) => key).sort());
  });

  it('say the same values', () => {
    const differing = german.filter(([key, message]) => JSON.stringify(placeholders(message)) !== JSON.stringify(placeholders(english[key])));
    expect(differing).toEqual([]);
  });

  it('keep to the voice: no exclamation marks, no "leider", no placeholder text', () => {
    const loud = [...german, ...Object.entries(english)].filter(([, message]) => /!|\bleider\b|unfortunately|lorem|TODO/i.test(JSON.stringify(message)));
    expect(loud).toEqual([]);
  });
});

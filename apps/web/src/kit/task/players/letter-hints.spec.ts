import { describe, expect, it } from '@jest/globals';
import { letterHints } from './letter-hints.js';

describe('greeting and closing of a letter', () => {
  it.each([
    ['both', 'Sehr geehrte Frau Sommer,\n\nich bin krank.\n\nMit freundlichen Grüßen\nAmir', true, true],
    ['a colleague', 'Hallo Tom,\nich komme später.\nViele Grüße\nSara', true, true],
    ['without umlauts', 'guten tag,\nich bin krank\nmit freundlichen Gruessen\nA.', true, true],
    ['no greeting', 'Ich bin krank.\nMit freundlichen Grüßen', false, true],
    ['no closing', 'Liebe Frau Sommer,\nich bin krank.', true, false],
    ['a greeting in the middle is none', 'Ich bin krank.\nGestern auch.\nHallo', false, false],
    ['one line with everything has no closing', 'Guten Tag, ich bin krank, viele Grüße', true, false],
    ['nothing', '', false, false],
    ['a word that only begins like one', 'Liebesbriefe schreibe ich nicht.', false, false],
  ])('%s', (_, text, greeting, closing) => {
    expect(letterHints(text)).toEqual({ greeting, closing });
  });
});

import { expect, it } from '@jest/globals';
import { decoded } from './read-text.js';

const MAC: Record<string, number> = { ä: 0x8a, ö: 0x9a, ü: 0x9f, Ä: 0x80, Ö: 0x85, Ü: 0x86, ß: 0xa7, é: 0x8e };
const WINDOWS: Record<string, number> = { ä: 0xe4, ö: 0xf6, ü: 0xfc, Ä: 0xc4, Ö: 0xd6, Ü: 0xdc, ß: 0xdf, é: 0xe9, Š: 0x8a, š: 0x9a, '§': 0xa7, '€': 0x80 };
const coded = (text: string, table: Record<string, number>) => Uint8Array.from(text, (sign) => table[sign] ?? sign.charCodeAt(0));
const HEAD = 'Name;Maßnahme;Phase\r\n';

it.each(['Jörg Jäger;1;x', 'Änne Öz;1;x', 'Müller & Söhne;1;x', 'André Weiß;1;x'])('%s is read from a Mac and from Windows', (line) => {
  expect([decoded(coded(HEAD + line, MAC)), decoded(coded(HEAD + line, WINDOWS))]).toEqual([HEAD + line, HEAD + line]);
});

it.each(['Name;Measure\nJörg Jäger;1', 'Name;Measure\nMüller;1'])('%j without more to go by, too', (text) => {
  expect([decoded(coded(text, MAC)), decoded(coded(text, WINDOWS))]).toEqual([text, text]);
});

it.each([`${HEAD}Škoda;§ 5 €;x`, `${HEAD}Tomaš;1;x`])('%j stays what Windows wrote', (text) => {
  expect(decoded(coded(text, WINDOWS))).toBe(text);
});

it('UTF-8 and UTF-16 say what they are', () => {
  expect(decoded(new TextEncoder().encode('Łukasz;Ü'))).toBe('Łukasz;Ü');
  expect(decoded(Uint8Array.from([0xff, 0xfe, 0x41, 0x01, 0x75, 0x00]))).toBe('Łu');
});

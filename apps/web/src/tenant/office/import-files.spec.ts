import { expect, it } from '@jest/globals';
import type { ImportLine } from '#lotse/contract';
import { faultyLines, templateOf } from './import-files.js';

const line = (at: number, result: ImportLine['result']): ImportLine => ({
  ...{ line: at, result, name: '', measure: null, startsOn: null, endsOn: null, companion: null, faults: [] },
});

it('the lines with faults come back as they stood, with one more column', () => {
  const csv = '\uFEFFName;Eintritt\r\nNora;1.9.2026\r\n"Paul\nPech";31.02.2027\r\nMai;x\r\n';
  const file = faultyLines(csv, [line(2, 'enter'), line(3, 'fault'), line(5, 'fault')], 'Fehler', (one) => `Zeile "${one.line}"`);
  expect(file).toBe('\uFEFFName;Eintritt;Fehler\r\n"Paul\nPech";31.02.2027;"Zeile ""3"""\r\nMai;x;"Zeile ""5"""\r\n');
});

it('a first line that names the delimiter is not taken for the head', () => {
  const file = faultyLines('sep=,\nName,Eintritt\nMai,x\n', [line(3, 'fault')], 'Fehler', () => 'nein');
  expect(file).toBe('\uFEFFName,Eintritt,Fehler\r\nMai,x,"nein"\r\n');
});

it('the template is the first line an import expects', () => {
  expect(templateOf('de')).toMatch(/^\uFEFFName;Maßnahme;Phase;Eintritt;/);
});

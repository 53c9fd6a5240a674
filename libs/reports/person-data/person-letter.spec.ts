import { describe, expect, test } from '@jest/globals';
import { DATA_KINDS } from '#lotse/contract';
import type { LetterPart } from '../handover/letter.js';
import { personLetter, type LetterData } from './person-letter.js';

const data = (more: Partial<LetterData> = {}): LetterData => ({
  ...{ personId: 'p', name: 'Finn Lührs', isMe: false, roles: [], held: [], participations: [], provider: 'Lernwerk Nord', received: [] },
  ...more,
});
const rowsOf = (part: LetterPart | undefined) => (part?.kind === 'table' ? part.rows : []);
const sectionOf = (of: LetterData, heading: string) => personLetter(of, '2026-11-27').sections.find((one) => one.heading === heading);

describe('the letter about what is held of a person', () => {
  test('names the person, who is responsible, the day, and the rights', () => {
    const letter = personLetter(data(), '2026-11-27');
    expect([letter.title, letter.lang, letter.footer]).toEqual(['Auskunft über gespeicherte Daten: Finn Lührs', 'de', 'Auskunft aus Lotse, Stand 27.11.2026']);
    expect(JSON.stringify(letter.sections)).toMatch(/Lernwerk Nord[\s\S]*Art\. 17[\s\S]*Aufsichtsbehörde[\s\S]*JSON/);
  });

  test('has words for every kind, with its days as they are counted in Germany', () => {
    const times = { since: '2026-03-01T23:30:00.000Z', last: '2026-03-04T10:00:00.000Z' };
    const held = DATA_KINDS.map((kind) => ({ kind, count: 3, until: 'erasure' as const, ...times }));
    const rows = rowsOf(sectionOf(data({ held }), 'Was gespeichert ist')?.parts[0]);
    expect(rows).toHaveLength(DATA_KINDS.length);
    expect(rows.every(([kind, count, span]) => kind && count === '3' && span === '02.03.2026 – 04.03.2026')).toBe(true);
  });

  test.each([
    ['an open end', { measureNumber: '1', endsOn: null, keptUntil: null, running: true }, ['1', 'offen', 'offen']],
    ['an end', { measureNumber: '1', endsOn: '2026-08-31', keptUntil: '2036-08-31', running: false }, ['1', '31.08.2026', '31.08.2036']],
  ])('tells a participation with %s', (_, one, row) => {
    expect(rowsOf(sectionOf(data({ participations: [one] }), 'Teilnahmen')?.parts[0])).toEqual([row]);
  });

  test('says who received reports, until when, and what was withdrawn; or that nobody did', () => {
    const one = { recipient: 'Jutta Behrens', purpose: 'follow-course' as const, releasedAt: new Date('2026-11-20T10:00:00Z'), untilOn: '2026-12-20' };
    const received = [
      { ...one, withdrawn: false },
      { ...one, withdrawn: true },
    ];
    const rows = rowsOf(sectionOf(data({ received }), 'Wer Berichte erhalten hat')?.parts[0]);
    expect(rows.map((row) => [row[0], row[2], row[3]])).toEqual([
      ['Jutta Behrens', '20.11.2026', '20.12.2026'],
      ['Jutta Behrens', '20.11.2026', 'zurückgezogen'],
    ]);
    expect(JSON.stringify(sectionOf(data(), 'Wer Berichte erhalten hat'))).toContain('keinen Bericht an Dritte');
  });
});

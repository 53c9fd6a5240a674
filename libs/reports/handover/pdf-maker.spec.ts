import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { Clock } from '#lotse/base';
import { plainOf, richOf, type ReportContent, type RichBlock } from '#lotse/contract';
import { EVERY_PART } from '../report-store.js';
import { letterOf, type Letter, type LetterPart } from './letter.js';
import { PDF_LIMITS } from './pdf-limits.js';
import { PdfMaker } from './pdf-maker.js';

class Noon extends Clock {
  override now(): Date {
    return new Date('2026-11-22T12:00:00Z');
  }
}
const maker = new PdfMaker(new Noon());
/** How long a letter takes is the machine's matter. */
const limits = { ...PDF_LIMITS, ms: 100_000 };
beforeEach(() => void Object.assign(PDF_LIMITS, limits));
afterAll(() => maker.onModuleDestroy());

const p = (text: string, ...marks: ('bold' | 'italic')[]): RichBlock => ({
  type: 'paragraph',
  content: [{ type: 'text', text, ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}) }],
});
function report(name = 'Amira Haddad', development = richOf('Sie übt regelmäßig.')): ReportContent {
  return {
    ...{ reportId: '7b1f1f0e-8f5e-4f6e-9f7e-0d9a0e6b7a11', version: 1, occasion: 'INTERIM', dueOn: '2026-12-01', scope: EVERY_PART, disclosedOn: '2026-11-20' },
    facts: {
      ...{ compiledAt: '2026-11-19T09:00:00.000Z', provider: 'Lernwerk', author: 'Bernd Asmus' },
      participant: { name, occupation: 'Verkäufer/in', startsOn: '2026-06-25', endsOn: null, phase: 'ACCOMPANYING_PHASE' },
      measure: { number: '123/21/10/14', name: 'AsA flex Lernwerk Nord', variant: 'V2024', fundingBody: 'AGENTUR' },
      period: { from: '2026-10-01', to: '2026-10-31' },
      learning: {
        units: [
          {
            ...{ unitId: 'u', title: 'Probezeit und Kündigung', moduleTitle: 'WiSo', state: 'finished', done: 12, total: 12 },
            firstTryRight: 10,
            grade: 83,
            lastOn: '2026-10-20',
          },
        ],
        competences: [{ competence: 'c', title: 'Kündigungsfristen bestimmen', state: 'secure' }],
        ...{ days: 3, answers: 15, selfStudyMinutes: 41, firstTryRight: 83, firstTryRightBefore: null },
      },
      ...{ attendance: null, mockExam: null, language: null, competenceRatings: null },
    },
    text: {
      development,
      goals: [{ goal: 'Fristen bestimmen', reached: 'partly', nextStep: 'Zweimal in der Woche üben' }],
      recommendation: 'continue',
      recommendationText: richOf('Bis zur Prüfung.'),
      exit: null,
    },
    contact: { name: 'Bernd Asmus', phone: '0461 555 010', email: null },
    statement: { text: 'Ich möchte öfter üben.\nDanke!', at: '2026-11-21T10:00:00.000Z', version: 1 },
  };
}
const TO = {
  labels: 'de',
  recipient: 'Jutta Reimers',
  on: '2026-11-22',
  release: { purpose: 'follow-course', legalBasis: 'sgb3-318', basisNote: '', untilOn: '2026-12-31' },
} as const;

/** Every text a letter shows, in the order of reading. */
function textsOf(letter: Letter): string[] {
  const part = (one: LetterPart): string[] => {
    if (one.kind === 'text' || one.kind === 'small') return [one.text];
    if (one.kind === 'figures') return one.cells.flat();
    if (one.kind === 'facts') return one.rows.flat();
    if (one.kind === 'table') return [...one.head, ...one.rows.flat()];
    return plainOf({ type: 'doc', content: one.content })
      .replace(/^(- |\d+\. )/gm, '')
      .split('\n');
  };
  return [letter.above, letter.heading, letter.below, ...letter.sections.flatMap((section) => [section.heading, ...section.parts.flatMap(part)])];
}
const bare = (text: string) => text.normalize('NFC').replace(/[\s•\u200b\u00ad]+/g, '');
async function read(pdf: Uint8Array) {
  const doc = await getDocumentProxy(new Uint8Array(pdf));
  const { text, totalPages } = await extractText(doc, { mergePages: true });
  return { doc, text, totalPages };
}

test.each(['de', 'en'] as const)('the text of the PDF is the data, in order and nothing else (%s)', async (labels) => {
  const letter = letterOf(report(), { ...TO, labels });
  const { text, totalPages } = await read(await maker.make(letter));
  const feet = Array.from({ length: totalPages }, (_, i) => bare(`${letter.footer}${letter.page}${i + 1}/${totalPages}`));
  const body = feet.reduce((rest, foot) => rest.replace(foot, ''), bare(text));
  expect(body).toBe(bare(textsOf(letter).join('')));
  expect(text).toContain(labels === 'de' ? 'in Lotse nicht erfasst' : 'not recorded in Lotse');
});

test('it is tagged PDF/UA-1 with language, title, day and recipient', async () => {
  const pdf = await maker.make(letterOf(report(), TO));
  const { doc, text } = await read(pdf);
  const { info, metadata } = await doc.getMetadata();
  expect(info).toMatchObject({ Title: 'Leistungsbericht (LuV), Zwischenbericht: Amira Haddad', Language: 'de-DE' });
  expect(metadata?.getRaw()).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(await doc.getMarkInfo()).toMatchObject({ Marked: true });
  const tree = JSON.stringify(await (await doc.getPage(1)).getStructTree());
  for (const role of ['H1', 'Table', 'TH', 'TD', 'P']) expect([role, tree.includes(`"role":"${role}"`)]).toEqual([role, true]);
  expect(text).toContain('Für Jutta Reimers, erstellt am 22.11.2026');
});

test.each([
  ['a command', '#read("/etc/passwd") #panic() $x$ *y* `z` \\ "q" = <l> @r'],
  ['other scripts', 'Ольга Коваленко Nguyễn Thị Mai Ελλάδα Çağlar Şahin'],
  ['an emoji', 'Gut 😀 gemacht 👍'],
  ['quotes and dashes', '„Größe“ – ẞ € ½ … ’ »so«'],
])('%s stands there as it was written', async (_, words) => {
  const { text } = await read(
    await maker.make(letterOf(report(words, { type: 'doc', content: [p(words), p(words, 'bold'), p(words, 'italic', 'bold')] }), TO)),
  );
  expect(bare(text).split(bare(words)).length - 1).toBe(5); // heading, statement of, three paragraphs
});

test('Arabic is drawn, and a character no font has stands there as its number', async () => {
  const { text } = await read(await maker.make(letterOf(report('أميرة 漢字'), TO)));
  expect(text).toContain('[U+6F22][U+5B57]');
  for (const letter of 'ميرة') expect(text).toContain(letter);
});

test('a very long report is made; the same letter at the same time gives the same bytes', async () => {
  const long = { type: 'doc' as const, content: Array.from({ length: 300 }, (_, i) => p(`Absatz ${i}: ${'Wort '.repeat(18)}`)) };
  const letter = letterOf(report('Amira Haddad', long), TO);
  const [one, two] = [await maker.make(letter), await maker.make(letter)];
  expect((await read(one)).totalPages).toBeGreaterThan(5);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
});

const pages = (paragraphs: number) =>
  letterOf(report('Amira Haddad', { type: 'doc', content: Array.from({ length: paragraphs }, () => p('Wort '.repeat(90))) }), TO);

test('ten thousand pages are refused before they cost anything; the longest that is taken is made with the memory there is', async () => {
  expect(() => maker.make(pages(90_000))).toThrow(expect.objectContaining({ kind: 'too-large', code: 'report.pdf-large' }));
  const longest = pages(1_150);
  expect(JSON.stringify(longest).length).toBeGreaterThan(PDF_LIMITS.letters * 0.9);
  expect((await read(await maker.make(longest))).totalPages).toBeGreaterThan(50);
});

test('many at once all come, each its own', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `Person ${i} Ende`);
  const texts = await Promise.all(names.map(async (name) => (await read(await maker.make(letterOf(report(name), TO)))).text));
  expect(texts.map((text, i) => text.includes(names[i] ?? '?'))).toEqual(names.map(() => true));
});

test('a letter that runs out of time fails alone: those behind it are made by a fresh process, each its own', async () => {
  PDF_LIMITS.ms = 100;
  const late = maker.make(pages(1_150));
  PDF_LIMITS.ms = limits.ms;
  const behind = ['Person A', 'Person B', 'Person C'].map((name) => maker.make(letterOf(report(name), TO)));
  await expect(late).rejects.toMatchObject({ kind: 'unavailable', code: 'report.pdf-late' });
  const texts = await Promise.all(behind.map(async (pdf) => (await read(await pdf)).text));
  expect(texts.map((text) => /Person [ABC]/.exec(text)?.[0])).toEqual(['Person A', 'Person B', 'Person C']);
});

test('a letter for which the memory does not suffice takes nobody with it, not even the server', async () => {
  PDF_LIMITS.kilobytes = 100_000;
  const small = new PdfMaker(new Noon());
  const [large, behind] = [small.make(pages(1_150)), small.make(letterOf(report(), TO))];
  await expect(large).rejects.toMatchObject({ kind: 'unavailable', code: 'report.pdf-failed' });
  expect((await read(await behind)).text).toContain('Amira Haddad');
  await small.onModuleDestroy();
});

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
/** As most reports are: three goals, five units, eight competences, half a page of words. */
function usual(): ReportContent {
  const one = report();
  const words =
    'Amira kommt regelmäßig und arbeitet ruhig. Im Betrieb bedient sie die Kasse allein. In Rechnen ist sie sicherer geworden, vor allem im Dreisatz. ';
  const unit = (title: string, state: 'finished' | 'going'): NonNullable<ReportContent['facts']['learning']>['units'][number] => ({
    ...{ unitId: title, title, moduleTitle: 'WiSo', state, done: 9, total: 12, firstTryRight: 7, grade: 83, lastOn: '2026-10-20' },
  });
  const states = ['firm', 'secure', 'secure', 'secure', 'practising', 'practising', 'shaky', 'new'] as const;
  return {
    ...one,
    facts: {
      ...one.facts,
      attendance: {
        ...{ meetings: 12, plannedMinutes: 1080, onSiteMinutes: 540, onlineMinutes: 405, lessonUnits: 21 },
        ...{ cancelledByProvider: 1, cancelledInTime: 0, absent: [{ reason: 'ILLNESS', count: 2 }] },
      },
      learning: {
        units: ['Probezeit und Kündigung', 'Rechte und Pflichten', 'Dreisatz', 'Prozentrechnen', 'Fragen genau lesen'].map((title, i) =>
          unit(title, i < 3 ? 'finished' : 'going'),
        ),
        competences: states.map((state, i) => ({ competence: `c${i}`, title: `Kündigungsfristen bestimmen ${i + 1}`, state })),
        ...{ days: 11, answers: 143, selfStudyMinutes: 245, firstTryRight: 83, firstTryRightBefore: 71 },
      },
    },
    text: {
      development: { type: 'doc', content: [p(words.repeat(2)), p(words.repeat(2))] },
      goals: ['Fristen bestimmen', 'Eine Rechnung prüfen', 'Einen Brief an die Kammer schreiben'].map((goal) => ({
        goal,
        reached: 'partly',
        nextStep: 'Zweimal in der Woche mit dem Tutor üben',
      })),
      recommendation: 'continue',
      recommendationText: richOf('Die Förderung soll bis zur Prüfung im Sommer weitergehen, mit zwei Stunden Deutsch in der Woche.'),
      exit: null,
    },
  };
}

test.each(['de', 'en'] as const)('a usual report fits one page (%s)', async (labels) => {
  const { text, totalPages } = await read(await maker.make(letterOf(usual(), { ...TO, labels })));
  expect([totalPages, text.includes('1 / 1')]).toEqual([1, true]);
});

test('it is read in the order of the page: four facts, goals, next step, development, learning by state, statement, whom to call, formalities', () => {
  const texts = textsOf(letterOf(usual(), TO));
  const order = [
    'Amira Haddad',
    'Anwesenheit und Stunden',
    'Beim ersten Versuch richtig',
    'Ziele',
    'Empfehlung und nächster Schritt',
    'Entwicklung',
    'Lernen in Lotse',
    'gefestigt',
    'Stellungnahme von Amira Haddad',
    'Ansprechperson beim Träger',
  ];
  const places = order.map((words) => texts.indexOf(words));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(texts).toContain('15 Std. 45 Min.');
  expect(texts).toContainEqual(expect.stringMatching(/Geplant: 18 Std\. · Vor Ort: 9 Std\. .* Gefehlt: 2 × Krankheit$/));
  expect(texts).toContain('Kündigungsfristen bestimmen 2 · Kündigungsfristen bestimmen 3 · Kündigungsfristen bestimmen 4');
  expect(texts.at(-1)).toMatch(/^Freigegeben für: Jutta Reimers\. Zweck: .* Fassung: 1\. Fällig am: 01\.12\.2026\..* In Lotse nicht erfasst: Probeprüfungen/);
});

test('long words stay inside their cell: hyphenated where that is known, else broken', async () => {
  const long = usual();
  long.text.goals = [{ goal: LONG, reached: 'open', nextStep: 'x'.repeat(90) }];
  const { doc } = await read(await maker.make(letterOf(long, TO)));
  const page = await doc.getPage(1);
  const { items } = await page.getTextContent();
  const right = items.flatMap((item) => ('transform' in item && item.str.trim() !== '' ? [Number(item.transform[4]) + item.width] : []));
  expect(Math.max(...right)).toBeLessThan(595 - 2 * 28);
});

test('arrows and marks are drawn, joiners stay, and what cannot be drawn is known before', async () => {
  const { text } = await read(await maker.make(letterOf(report('علی\u200cرضا', richOf('→ ✓ ☐ ● ✗ ሀ क')), TO)));
  expect(text).not.toMatch(/U\+(2192|2713|2610|25CF|2717|200C)/);
  expect(text).toMatch(/\[U\+1200\]\s*क/);
  expect(maker.undrawn(letterOf(report('אבג 漢', richOf('→ ✓ ☐ ● ✗')), TO))).toEqual(['א', 'ב', 'ג', '漢']);
});

test('a letter says the day in Germany: what was compiled half an hour after midnight there bears the new day', () => {
  const late = report();
  late.facts.compiledAt = '2026-11-18T23:30:00.000Z';
  expect(textsOf(letterOf(late, TO)).at(-1)).toContain('Angaben aus Lotse vom: 19.11.2026.');
});

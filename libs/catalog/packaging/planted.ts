import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkContent, type ContentProblem } from './index.js';

/** A small content folder without a fault, for specs that plant one. */
const common = (id: string, kind: string, competence = 'thema'): string => `id: ${id}
rev: 1
kind: ${kind}
competence: ${competence}
difficulty: 1
cefr: B1
occupations: [alle]
stem: "Was gilt?"
stemPlain: "Was gilt?"
feedback: { right: "Stimmt genau.", rightPlain: "Stimmt.", wrong: "Leider nicht.", wrongPlain: "Nein." }
explanation: "So ist es."
explanationPlain: "So ist es."
change: clarify
`;

export const EX = 'modules/m/units/u/ex';
export const DAY = '2026-11-22';
const source = '{ law: BBiG, section: "§ 20", url: "https://example.org/20", asOf: 2026-11-01, checked: true }';

export const FILES: Readonly<Record<string, string>> = {
  'taxonomy/competences.yaml': 'competences:\n  - { id: thema, title: { de: Thema, en: Topic }, area: wiso }\n',
  'glossary/worte.yaml': 'entries:\n  - { id: lohn, term: der Lohn, forms: die Löhne, plain: Geld für Arbeit, example: Der Lohn kommt am Ende des Monats. }\n',
  'facts/mindestlohn.yaml': `id: mindestlohn
title: Mindestlohn
unit: EUR
values:
  - { validFrom: 2026-01-01, validTo: 2026-12-31, value: 13.9, source: ${source} }
  - { validFrom: 2027-01-01, value: 14.6, source: ${source} }
`,
  'modules/m/module.yaml': 'id: modul\nversion: "1.0.0"\ntitle: { de: Modul, en: Module }\ngoals: [Ziel]\nunits: [einheit]\nowner: Redaktion\nstatus: draft\n',
  'modules/m/units/u/unit.yaml':
    'id: einheit\ntitle: { de: Einheit, en: Unit }\ngoals: [Ziel]\nminutes: 8\ncompetences: [thema]\nexercises: [ex-single, ex-multiple, ex-number, ex-cloze, ex-order]\n',
  [`${EX}/single.yaml`]: `${common('ex-single', 'single-choice')}options:
  - { id: a, text: Ja, textPlain: Ja, correct: true }
  - { id: b, text: Nein, textPlain: Nein, feedback: "Nein, weil.", feedbackPlain: "Nein." }
tests:
  - { response: { choice: a }, score: 1, verdict: right, says: "Stimmt genau" }
  - { response: { choice: b }, score: 0, verdict: wrong, says: "weil" }
`,
  [`${EX}/multiple.yaml`]: `${common('ex-multiple', 'multiple-choice')}options:
  - { id: a, text: Eins, textPlain: Eins, correct: true }
  - { id: b, text: Zwei, textPlain: Zwei, correct: true }
  - { id: c, text: Drei, textPlain: Drei, feedback: "Drei nicht.", feedbackPlain: "Nein." }
tests:
  - { response: { choices: [a, b] }, score: 1, verdict: right }
  - { response: { choices: [a] }, score: 0.5, verdict: partly, says: "richtig" }
`,
  [`${EX}/number.yaml`]: `${common('ex-number', 'number').replace('stem: "Was gilt?"', 'stem: "Der [[lohn|Lohn]] ist {{p:lp|eur}}, weniger {{p:ra}} %. Mindestens {{fact:mindestlohn}}."').replace('stemPlain: "Was gilt?"', 'stemPlain: "{{p:lp|eur}}, {{p:ra}} %?"')}sources: [${source}]
answer: "round(lp*(1-ra/100),2)"
unit: EUR
decimals: 2
tolerance: { mode: exact }
params: { lp: { int: [400, 1600], step: 50 }, ra: { pick: [5, 10, 15] } }
derive: { rabatt: "round(lp*ra/100,2)" }
require: "lp > 400"
seeds: [1, 2, 3]
mistakes:
  - { when: "x == rabatt", say: "Das ist der Rabatt von {{p:rabatt|eur}}.", sayPlain: "Das ist der Rabatt." }
tests:
  - { response: { text: "722,50" }, score: 1, verdict: right, seed: 1 }
  - { response: { text: "127,5" }, score: 0, verdict: wrong, seed: 1, says: "Rabatt von 127,50 €" }
`,
  [`${EX}/cloze.yaml`]: `${common('ex-cloze', 'cloze')}text: "Die {{gap:g1}} dauert, {{gap:g2}} es so ist."
textPlain: "Die {{gap:g1}} dauert, {{gap:g2}} es so ist."
gaps:
  - { id: g1, input: typed, match: content, answers: [Probezeit], feedback: "Am Anfang.", feedbackPlain: "Am Anfang.", mistakes: [{ answer: Kündigungsfrist, say: "Die kommt später.", sayPlain: "Später." }] }
  - { id: g2, input: select, match: exact, answers: [weil], options: [weil, denn] }
tests:
  - { response: { gaps: { g1: Probezeitt, g2: weil } }, score: 1, verdict: right, says: "Schreibfehler" }
  - { response: { gaps: { g1: Kündigungsfrist, g2: weil } }, score: 0.5, verdict: partly, says: "später" }
`,
  [`${EX}/order.yaml`]: `${common('ex-order', 'order')}items:
  - { id: a, text: Eins, textPlain: Eins }
  - { id: b, text: Zwei, textPlain: Zwei }
  - { id: c, text: Drei, textPlain: Drei }
mistakes: [{ before: c, after: a, say: "Drei kommt nach eins.", sayPlain: "Nein." }]
tests:
  - { response: { order: [a, b, c] }, score: 1, verdict: right }
  - { response: { order: [c, a, b] }, score: 0.667, verdict: partly, says: "nach eins" }
`,
};

export const FILE = {
  single: `${EX}/single.yaml`,
  multiple: `${EX}/multiple.yaml`,
  number: `${EX}/number.yaml`,
  cloze: `${EX}/cloze.yaml`,
  order: `${EX}/order.yaml`,
  fact: 'facts/mindestlohn.yaml',
  unit: 'modules/m/units/u/unit.yaml',
} as const;

/** What is changed, and what must be said of it: level, code, words, and where a field is meant its path. */
export type Fault = [name: string, changes: Record<string, string | null>, level: ContentProblem['level'], code: string, says: RegExp, path?: string];

/** What the check says of the folder with these changes. */
export function check(changes: Record<string, string | null>, day = DAY): ContentProblem[] {
  return withContent(changes, (dir) => checkContent(dir, day).problems);
}

/** What is wrong with the answer to a planted fault; nothing where it is found as it should be. */
export function unfound([, changes, level, code, says, path]: Fault): string[] {
  const problems = check(changes);
  const found = problems.filter((problem) => problem.code === code && says.test(problem.message));
  const bad: string[] = [];
  if (!found.some((problem) => problem.level === level)) bad.push(`no ${level} ${code} that says ${says.source}: ${JSON.stringify(problems)}`);
  if (path !== undefined && !found.some((problem) => problem.path === path)) bad.push(`not at ${path}: ${found.map((problem) => problem.path).join(' ')}`);
  if (path !== undefined && found.some((problem) => problem.path === path && problem.line === undefined)) bad.push(`names no line: ${JSON.stringify(found)}`);
  if (level === 'warning') bad.push(...problems.filter((problem) => problem.level === 'error').map((problem) => `an error too: ${problem.message}`));
  return bad;
}

/** Writes the folder with some files changed (text), added, or left out (null); gives it to `use` and removes it. */
export function withContent<T>(changes: Readonly<Record<string, string | null>>, use: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'lotse-content-'));
  try {
    for (const [file, text] of Object.entries({ ...FILES, ...changes })) {
      if (text === null) continue;
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), text);
    }
    return use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** One file's text with one place replaced; the place must be there. */
export function edited(file: string, from: string, to: string): Record<string, string> {
  const text = FILES[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return { [file]: text.replace(from, () => to) };
}

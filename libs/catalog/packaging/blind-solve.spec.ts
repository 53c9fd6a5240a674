import { expect, test } from '@jest/globals';
import { blindPaper, markBlind } from './index.js';
import { DAY, EX, FILES, withContent } from './planted.js';

test('a reader gets every task once, families at three seeds, and nothing of the solution', () => {
  const paper = withContent({}, (dir) => blindPaper(dir, DAY, 'modul'));
  expect(paper.map(({ key }) => key)).toEqual(['ex-single#1', 'ex-multiple#1', 'ex-number#1', 'ex-number#2', 'ex-number#3', 'ex-cloze#1', 'ex-order#1']);
  expect(JSON.stringify(paper)).toContain('Was gilt?');
  expect(JSON.stringify(paper)).not.toMatch(/correct|feedback|Stimmt genau|Nein, weil|explanation|So ist es|thema/);
});

test('what a reader answered is marked as a trainee’s answer is; what is missing or has another form is named', () => {
  const answers = { 'ex-single#1': { choice: 'k1' }, 'ex-multiple#1': { choices: ['k2'] }, 'ex-number#1': { choice: 'a' }, 'ex-cloze#1': 'nothing' };
  const marked = withContent({}, (dir) => markBlind(dir, DAY, 'modul', answers));
  expect(marked.map(({ key, verdict }) => `${key} ${verdict}`)).toEqual([
    ...['ex-single#1 right', 'ex-multiple#1 partly', 'ex-number#1 unfit', 'ex-number#2 missing', 'ex-number#3 missing'],
    ...['ex-cloze#1 unfit', 'ex-order#1 missing'],
  ]);
  expect(marked[1]).toMatchObject({ given: { choices: ['a'] }, solution: { kind: 'multiple-choice', choices: ['a', 'b'] } });
});

test('what a worked example shows is named by the ids of the paper', () => {
  const path = `${EX}/cloze.yaml`;
  const cloze = (FILES[path] ?? '').replace('change: clarify', 'change: clarify\nprefilled: [g1]');
  const paper = withContent({ [path]: cloze }, (dir) => blindPaper(dir, DAY, 'modul'));
  expect(paper.find(({ key }) => key === 'ex-cloze#1')?.task).toMatchObject({
    body: { text: 'Die {{gap:k1}} dauert, {{gap:k2}} es so ist.' },
    prefilled: { response: { gaps: { k1: 'Probezeit' } }, parts: ['k1'] },
  });
});

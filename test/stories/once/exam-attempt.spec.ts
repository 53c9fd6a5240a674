import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  beginExam,
  examForm,
  examForms,
  examPaper,
  examResult,
  handInExam,
  openRun,
  personPage,
  roster,
  runResult,
  startPage,
  type ExamPaper,
  type ExamResult,
} from '#lotse/contract';
import { ProgressService } from '#lotse/learning';
import { ExamDevice, examTruths, lernwerkId, type ExamTruth } from '../../world/exam-world.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { solutionWordsIn } from '../../world/solution-words.js';
import { Visitor } from '../../world/visitor.js';

const FORM = 'wiso-probe';
const RIGHT = 20;
const DAY_MS = 24 * 3600 * 1000;
let server: TestServer;
let mai: Visitor;
let phone: ExamDevice;
let paper: ExamPaper;
let truths: ExamTruth[];
let result: ExamResult;
let before: { start: string; roster: string };

beforeAll(async () => {
  server = await startForTest();
  mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  phone = new ExamDevice(mai, 'phone');
}, 180_000);
afterAll(() => server?.stop());

const begin = (longer = false) => mai.call(beginExam, {}, { enrolmentId: mai.enrolmentId, formId: FORM, longer });
const staff = () => new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
/** What start page and course page say of units. */
async function elsewhere(): Promise<typeof before> {
  const { units, next, said, marked } = await mai.call(startPage, { enrolmentId: mai.enrolmentId });
  const teacher = await staff();
  const { rows, counts } = await teacher.call(roster, { enrolmentId: teacher.enrolmentId }, undefined, '?size=100');
  return {
    start: JSON.stringify([units, next, said, marked]),
    roster: JSON.stringify([counts, rows.map(({ personId, needsHelp, cells }) => [personId, needsHelp, cells])]),
  };
}
const rows = async <T>(sql: string, values: unknown[]) => server.db.job(await lernwerkId(server), (tx) => tx.query<T[]>(sql, values));

test('before it begins its conditions are read: time, areas, points, grades, and more time for the first attempt', async () => {
  before = await elsewhere();
  const { forms } = await mai.call(examForms, { enrolmentId: mai.enrolmentId });
  expect(forms.map(({ formId }) => formId).sort()).toEqual(['fachrechnen-probe', FORM]);
  const { form, attempts } = await mai.call(examForm, { enrolmentId: mai.enrolmentId, formId: FORM });
  expect(form).toMatchObject({ minutes: 60, longerMinutes: 72, tasks: 25, open: null, last: null, scale: { pass: 50 } });
  expect(form.areas.reduce((sum, area) => sum + area.points, 0)).toBe(100);
  expect(form.scale.steps.map(({ from }) => from)).toEqual([92, 81, 67, 50, 30, 0]);
  expect([form.scale.source.url.startsWith('https://'), form.scale.source.validFrom, attempts]).toEqual([true, '2020-01-01', []]);
});

test('it begins once, with tasks in exam form, and nothing that gives a solution away leaves the server', async () => {
  const [one, two] = await Promise.all([begin(), begin()]);
  expect(one.attemptId).toBe(two.attemptId);
  paper = one;
  expect([paper.tasks.length, paper.secondsLeft, paper.state]).toEqual([25, 3600, 'running']);
  for (const { task } of paper.tasks) expect([task.exam, task.hint, task.glossary, task.prefilled]).toEqual([true, undefined, [], undefined]);
  truths = await examTruths(server, paper.attemptId);
  const saved = await phone.give(paper.attemptId, 0, truths[0]?.right ?? null);
  const again = await mai.call(examPaper, { attemptId: paper.attemptId });
  const { forms } = await mai.call(examForms, { enrolmentId: mai.enrolmentId });
  const early = await mai.ask('GET', `/api/exams/${paper.attemptId}/result`);
  expect(early).toMatchObject({ status: 409, body: { code: 'exam.running' } });
  for (const reply of [paper, saved, again, forms, early.body]) {
    expect(solutionWordsIn(reply)).toEqual([]);
    for (const word of ['verdict', 'score', 'feedback']) expect(JSON.stringify(reply)).not.toContain(`"${word}"`);
  }
});

test('what is given may change, be taken back and be marked to come back to; the last is kept', async () => {
  const { attemptId } = paper;
  await phone.give(attemptId, 1, truths[1]?.wrong ?? null);
  await phone.give(attemptId, 1, truths[1]?.right ?? null);
  await phone.give(attemptId, 2, truths[2]?.right ?? null);
  const taken = await phone.send(attemptId, [phone.item(2, { response: null }), phone.item(3, { flagged: true })]);
  expect([taken.answered, taken.items.every((item) => 'savedAt' in item)]).toEqual([2, true]);
  const { tasks } = await mai.call(examPaper, { attemptId });
  expect(tasks.slice(0, 4).map(({ response, flagged }) => [response, flagged])).toEqual([
    [truths[0]?.right, false],
    [truths[1]?.right, false],
    [null, false],
    [null, true],
  ]);
  // nothing is judged before the end
  expect(await rows(`select 1 from answer where run = $1`, [attemptId])).toEqual([]);
});

test('what does not fit is refused by itself, and the rest is stored', async () => {
  const unfit = phone.item(4, { response: { kind: 'number-steps', steps: { gibtsnicht: '1' } } });
  const reply = await phone.send(paper.attemptId, [unfit, { saveId: 'x' }, phone.item(99, { flagged: true }), phone.item(3, { flagged: false })]);
  expect(reply.items.map((item) => ('problem' in item ? item.problem.code : 'saved'))).toEqual(['answer.unfit', 'answer.invalid', 'task.unknown', 'saved']);
});

test('handed in it has points by area, the grade, every solution, and what to practise; again it stays the same', async () => {
  server.clock.advance(30 * 60_000);
  await phone.giveAll(paper, truths, RIGHT);
  result = await mai.call(handInExam, { attemptId: paper.attemptId }, {});
  expect(result).toMatchObject({ state: 'handed-in', minutes: 60, minutesUsed: 30, passed: true });
  const right = result.tasks.filter(({ outcome }) => outcome.verdict === 'right').length;
  expect([right, result.points >= RIGHT * 4, result.points < 100]).toEqual([RIGHT, true, true]);
  expect(result.areas.map(({ of }) => of)).toEqual([52, 48]);
  expect(Math.abs(result.areas.reduce((sum, area) => sum + area.points, 0) - result.points)).toBeLessThan(1);
  for (const { outcome } of result.tasks) expect([outcome.solution === undefined, outcome.explanation === undefined]).toEqual([false, false]);
  const weak = new Set(truths.slice(RIGHT).map(({ exercise }) => exercise.competence));
  expect(result.practise.length).toBeGreaterThan(0);
  for (const one of result.practise) expect([weak.has(one.competence), one.title !== '', one.unitTitle !== '']).toEqual([true, true, true]);
  expect(await mai.call(handInExam, { attemptId: paper.attemptId }, {})).toEqual(result);
  expect(await mai.call(examResult, { attemptId: paper.attemptId })).toEqual(result);
  const late = await mai.ask('POST', `/api/exams/${paper.attemptId}/answers`, { items: [phone.item(0, { response: null })] });
  expect(late).toMatchObject({ status: 409, body: { code: 'exam.over' } });
});

test('answers are evidence once it is handed in, and no unit, no grade and no course page knows of it', async () => {
  const stored = await rows<{ mode: string; evidence: boolean; aids: string[]; verdict: string }>(
    `select mode, evidence, aids, verdict from answer where run = $1`,
    [paper.attemptId],
  );
  expect([stored.length, new Set(stored.map(({ mode }) => mode)), stored.every(({ evidence, aids }) => evidence && aids.length === 0)]).toEqual([
    25,
    new Set(['exam']),
    true,
  ]);
  const now = await elsewhere();
  expect(now.start).toBe(before.start);
  expect(now.roster).toBe(before.roster);
  const [whose] = await rows<{ person: string }>(`select person from exam_attempt where run = $1`, [paper.attemptId]);
  const person = whose?.person ?? '';
  expect(await rows(`select 1 from unit_grade where person = $1`, [person])).toEqual([]);
  expect(await rows(`select 1 from grade_due where person = $1`, [person])).toEqual([]);
  const tenant = await lernwerkId(server);
  const period = { from: new Date(server.clock.now().getTime() - DAY_MS), to: new Date(server.clock.now().getTime() + DAY_MS) };
  const reported = await server.db.job(tenant, (tx) => server.started.app.get(ProgressService).progress(tx, { tenant, person }, period));
  expect(reported).toMatchObject({ answers: 0, days: 0, units: [] });
});

test('the routes of units do not know it as a run', async () => {
  const { attemptId } = paper;
  const answer = { answerId: crypto.randomUUID(), runId: attemptId, exerciseId: truths[0]?.exercise.id, try: 1, aids: [], response: truths[0]?.right };
  expect(await mai.submit({ ...answer, device: 'x', sequence: 1, clientTime: server.clock.now().toISOString() } as never)).toMatchObject({
    problem: { code: 'run.unknown' },
  });
  for (const [method, path, body] of [
    ['GET', runResult.path.replace(':runId', attemptId)],
    ['GET', `/api/runs/${attemptId}/comments`],
    ['PUT', `/api/runs/${attemptId}/drafts/${truths[0]?.exercise.id}`, { text: 'x' }],
    ['POST', '/api/runs', { enrolmentId: mai.enrolmentId, unitId: 'wiso-probezeit-kuendigung', wrongOf: attemptId }],
  ] as const)
    expect([path, (await mai.ask(method, path, body)).status]).toEqual([path, 404]);
});

test('a task asked in the exam is practice in its unit for a day', async () => {
  const position = truths.findIndex(({ exercise }) => !['dayTwo', 'week'].includes(exercise.section ?? 'block'));
  const { exercise, wrong } = truths[position] ?? {};
  const run = await mai.call(openRun, {}, { enrolmentId: mai.enrolmentId, unitId: result.tasks[position]?.unitId ?? '' });
  const answer = { answerId: crypto.randomUUID(), runId: run.runId, exerciseId: exercise?.id, try: 1, aids: [], response: wrong };
  await mai.submit({ ...answer, device: 'x', sequence: 2, clientTime: server.clock.now().toISOString() } as never);
  expect(await rows(`select evidence from answer where id = $1`, [answer.answerId])).toEqual([{ evidence: false }]);
});

test('a second attempt has other tasks, no more time is offered, and both stand in the history', async () => {
  server.clock.advance(2 * DAY_MS);
  mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  const more = await mai.ask('POST', beginExam.path, { enrolmentId: mai.enrolmentId, formId: FORM, longer: true });
  expect(more).toMatchObject({ status: 409, body: { code: 'exam.longer' } });
  const second = await begin();
  const first = new Set(paper.tasks.map(({ task }) => task.exerciseId));
  expect(second.tasks.filter(({ task }) => first.has(task.exerciseId))).toEqual([]);
  const worse = await mai.call(handInExam, { attemptId: second.attemptId }, {});
  expect(worse).toMatchObject({ points: 0, grade: 6, passed: false });
  const { form, attempts, total } = await mai.call(examForm, { enrolmentId: mai.enrolmentId, formId: FORM }, undefined, '?size=1');
  expect([attempts.map(({ attemptId }) => attemptId), total, form.longerMinutes, form.last?.points]).toEqual([[second.attemptId], 2, null, 0]);
});

test('those who teach the course see the results by area and nothing of an attempt that goes on', async () => {
  const open = await begin();
  const teacher = await staff();
  const { rows: people } = await teacher.call(roster, { enrolmentId: teacher.enrolmentId }, undefined, '?size=100');
  const personId = people.find(({ name }) => name.includes('Nguyen'))?.personId ?? '';
  const page = await teacher.call(personPage, { enrolmentId: teacher.enrolmentId, personId });
  expect(page.exams.map(({ points, grade, state }) => [points, grade, state])).toEqual([
    [0, 6, 'handed-in'],
    [result.points, result.grade, 'handed-in'],
  ]);
  expect(page.exams[1]?.areas.map(({ points }) => points)).toEqual(result.areas.map(({ points }) => points));
  expect(JSON.stringify(page)).not.toContain(open.attemptId);
  expect(page.answers.filter((answer) => answer.task.exam)).toEqual([]);
  for (const path of [examPaper.path, examResult.path]) expect((await teacher.ask('GET', path.replace(':attemptId', open.attemptId))).status).toBe(403);
});

test('those who teach see each competence once, though several units of the course practise it', async () => {
  await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'modul');
  const teacher = await staff();
  const { rows: people } = await teacher.call(roster, { enrolmentId: teacher.enrolmentId }, undefined, '?size=100');
  const { mastery } = await teacher.call(personPage, { enrolmentId: teacher.enrolmentId, personId: people[0]?.personId ?? '' });
  const competences = mastery.map(({ competence }) => competence);
  expect(competences.length).toBeGreaterThan(10);
  expect(competences).toEqual([...new Set(competences)]);
});

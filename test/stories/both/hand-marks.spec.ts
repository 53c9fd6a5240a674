import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  chooseTarget,
  inboxAnswer,
  inboxPage,
  markAnswer,
  myPhrases,
  openRun,
  richOf,
  runResult,
  saveDraft,
  savePhrases,
  startPage,
  type AnswerReply,
  type MarkWish,
  type Response,
  type RunView,
} from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import { Erasures } from '#lotse/people';
import { asOwner } from '../../world/as-owner.js';
import { everythingHeld, tablesWith } from '../../world/everything-held.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { solutionsOf } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'wiso-ausbildungsvertrag';
const OPEN = 'wiso-vertrag-klausel-begruenden';
const LINK = 'offen';
const TEXT = 'Die Klausel ist eine Vertragsstrafe und nichtig. Seehundtext.';
const DAY = 24 * 3_600_000;

let server: TestServer;
let tenant: string;
let bernd: Visitor;
let karin: Visitor;
let amira: Visitor;
let run: RunView;
let answerId: string;
let amiraId: string;

const rows = <T>(sql: string, values: unknown[] = []) => server.db.job(tenant, (tx) => tx.query<T[]>(sql, values));
const give = (runId: string, exerciseId: string, response: Response, id: string = randomUUID()) =>
  amira.submit({ answerId: id, runId, exerciseId, try: 1, aids: [], response, device: 'test', sequence: 1, clientTime: server.clock.now().toISOString() });
const outcomeOf = (reply: AnswerReply) => {
  if (!('outcome' in reply)) throw new Error(JSON.stringify(reply));
  return reply.outcome;
};
const wish = (change: Partial<MarkWish> = {}): MarkWish => ({
  markId: randomUUID(),
  after: 0,
  points: { inhalt: 3 },
  ticked: ['p1'],
  comment: null,
  ...change,
});
const markBy = (who: Visitor, change: Partial<MarkWish> = {}, at = answerId) =>
  who.ask('POST', markAnswer.path.replace(':enrolmentId', who.enrolmentId).replace(':personId', amiraId).replace(':answerId', at), wish(change));
const grade = async () => {
  server.clock.advance(5_000);
  await server.started.app.get(GradePassback).drain();
  const site = server.site('lernwerk');
  return site.gradebook.grade(site.person('amira.haddad'), site.gradebook.column(site.link(LINK)));
};

beforeAll(async () => {
  server = await startForTest();
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  tenant = row?.id ?? '';
  bernd = await new Visitor(server, 'lernwerk').launch('bernd.asmus', LINK);
  const [link] = await rows<{ id: string }>(`select id from resource_link where tenant = $1 and title = 'Übung der Woche'`, [tenant]);
  await bernd.call(chooseTarget, { enrolmentId: bernd.enrolmentId, linkId: link?.id ?? '' }, { kind: 'unit', id: UNIT });
  karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', LINK);
  amira = await new Visitor(server, 'lernwerk').launch('amira.haddad', LINK);
  const [person] = await rows<{ person: string }>(`select person from enrolment where tenant = $1 and id = $2`, [tenant, amira.enrolmentId]);
  amiraId = person?.person ?? '';
  run = await amira.call(openRun, {}, { enrolmentId: amira.enrolmentId, unitId: UNIT });
}, 180_000);
afterAll(() => server?.stop());

test('a draft is kept on the server, so that another device goes on with it', async () => {
  await amira.call(saveDraft, { runId: run.runId, exerciseId: OPEN }, { text: 'Die Klausel' });
  await amira.call(saveDraft, { runId: run.runId, exerciseId: OPEN }, { text: 'Die Klausel ist' });
  const again = await amira.call(openRun, {}, { enrolmentId: amira.enrolmentId, unitId: UNIT });
  expect(again.tasks.find(({ task }) => task.exerciseId === OPEN)?.draft).toBe('Die Klausel ist');
  // two devices: the last text stays, the one that was saved elsewhere meanwhile is handed back
  const at = { runId: run.runId, exerciseId: OPEN };
  const base = again.tasks.find(({ task }) => task.exerciseId === OPEN)?.draftAt ?? null;
  const phone = await amira.call(saveDraft, at, { text: 'Die Klausel ist nichtig', base });
  expect(phone.other).toBeNull();
  const desk = await amira.call(saveDraft, at, { text: 'Die Klausel gilt', base });
  expect(desk.other).toBe('Die Klausel ist nichtig');
  expect((await amira.call(saveDraft, at, { text: 'Die Klausel gilt nicht', base: desk.at })).other).toBeNull();
  const foreign = await bernd.ask('PUT', `/api/runs/${run.runId}/drafts/${OPEN}`, { text: 'x' });
  expect([403, 404]).toContain(foreign.status);
  const closed = await amira.ask('PUT', `/api/runs/${run.runId}/drafts/wiso-vertrag-inhalt`, { text: 'x' });
  expect([closed.status, closed.body.code]).toEqual([404, 'task.unknown']);
});

test('100,000 letters and nothing at all are answered with their sentences, and nothing is stored', async () => {
  const long = await give(run.runId, OPEN, { kind: 'open', text: 'a'.repeat(100_000) });
  expect('problem' in long && long.problem.code).toBe('answer.too-long');
  expect(outcomeOf(await give(run.runId, OPEN, { kind: 'open', text: '  \n ' })).verdict).toBe('unclear');
  expect(await rows(`select 1 from answer where run = $1`, [run.runId])).toEqual([]);
});

test('a text that is sent waits: closed after one try, 0 points, the points that belong into it are told, and it lies sealed', async () => {
  answerId = randomUUID();
  const outcome = outcomeOf(await give(run.runId, OPEN, { kind: 'open', text: TEXT }, answerId));
  expect(outcome).toMatchObject({ verdict: 'manual', score: 0, triesLeft: 0, hand: { state: 'waiting', mark: null }, done: 1 });
  expect(JSON.stringify(outcome.explanation)).toContain('Vertragsstrafe');
  const same = outcomeOf(await give(run.runId, OPEN, { kind: 'open', text: TEXT }, answerId));
  expect(same.verdict).toBe('manual');
  const other = await give(run.runId, OPEN, { kind: 'open', text: 'anders' }, answerId);
  expect('problem' in other && other.problem.code).toBe('answer.conflict');
  const held = await everythingHeld(server);
  expect(tablesWith(held, 'Seehundtext')).toEqual(['answer_text']);
  expect(await rows(`select 1 from answer_draft where run = $1`, [run.runId])).toEqual([]);
});

test('the grade that goes to the LMS holds 0 for it, and says that one task waits', async () => {
  for (const [i, solved] of (await solutionsOf(server, run)).entries()) {
    const task = run.tasks[i];
    if (task === undefined || solved.exercise.id === OPEN || task.task.prefilled !== undefined) continue;
    outcomeOf(await give(run.runId, solved.exercise.id, solved.right));
  }
  const { total } = run;
  const result = await amira.call(runResult, { runId: run.runId });
  expect(result).toMatchObject({ firstTryRight: total - 1, waiting: 1, again: [] });
  expect(await grade()).toMatchObject({
    score: Math.floor(((total - 1) / total) * 100 + 0.5),
    comment: `${total - 1} von ${total} Aufgaben beim ersten Versuch richtig, 1 Aufgabe wird noch bewertet`,
  });
});

test('teacher and tutor of the course find it in the inbox, nobody else', async () => {
  for (const who of [bernd, karin]) {
    const page = await who.call(inboxPage, { enrolmentId: who.enrolmentId });
    expect(page).toMatchObject({
      waiting: 1,
      left: 0,
      total: 1,
      items: [{ answerId, personId: amiraId, name: 'Amira Haddad', unitId: UNIT, kind: 'open', marked: null }],
    });
  }
  const one = await bernd.call(inboxAnswer, { enrolmentId: bernd.enrolmentId, personId: amiraId, answerId });
  expect(one).toMatchObject({ closed: null, marks: [], next: null, answer: { response: { kind: 'open', text: TEXT } } });
  expect(one.points.map((point) => point.id)).toEqual(['p1', 'p2', 'p3']);
  const sabine = await new Visitor(server, 'bbs').launch('sabine.krueger', 'probezeit');
  const foreign = await sabine.ask('GET', `/api/courses/${sabine.enrolmentId}/inbox/${amiraId}/${answerId}`);
  const unknown = await sabine.ask('GET', `/api/courses/${sabine.enrolmentId}/inbox/${randomUUID()}/${randomUUID()}`);
  expect([foreign.status, foreign.body.code]).toEqual([unknown.status, unknown.body.code]);
  expect((await amira.ask('GET', `/api/courses/${amira.enrolmentId}/inbox`)).status).toBe(403);
});

test('five points where three are allowed, a criterion too few, a point that is not there: each is refused', async () => {
  const misfits: Partial<MarkWish>[] = [
    { points: { inhalt: 5 } },
    { points: { inhalt: 1.5 } },
    { points: {} },
    { points: { inhalt: 1, stil: 1 } },
    { ticked: ['p9'] },
  ];
  for (const change of misfits) {
    const refused = await markBy(bernd, change);
    expect([refused.status, refused.body.code]).toEqual([400, 'mark.criteria']);
  }
});

test('a mark sent twice is one; of two tutors at once one is stored, and the other is told by whom', async () => {
  const markId = randomUUID();
  const [first, twice] = [await markBy(bernd, { markId, points: { inhalt: 2 } }), await markBy(bernd, { markId, points: { inhalt: 2 } })];
  expect([first.status, twice.status, first.body.next]).toEqual([200, 200, null]);
  const late = await markBy(karin, { points: { inhalt: 3 } });
  expect([late.status, late.body.code, late.body.details]).toEqual([409, 'mark.other', { by: 'Bernd Asmus' }]);
  const race = await Promise.all([markBy(bernd, { after: 1, points: { inhalt: 1 } }), markBy(karin, { after: 1, points: { inhalt: 3 } })]);
  expect(race.map((one) => one.status).sort()).toEqual([200, 409]);
  const marks = await rows<{ seq: number }>(`select seq from hand_mark order by seq`);
  expect(marks.map((one) => one.seq)).toEqual([1, 2]);
});

test('the grade follows the newest mark, up and down, and the comment stands with the task and on the start page', async () => {
  const seen = async (after: number, points: number) => {
    const answer = await markBy(karin, { after, points: { inhalt: points }, comment: richOf('Gut begründet. Möwenkommentar.') });
    expect(answer.status).toBe(200);
    return grade();
  };
  const { total } = run;
  expect(await seen(2, 0)).toMatchObject({
    score: Math.floor(((total - 1) / total) * 100 + 0.5),
    comment: `${total - 1} von ${total} Aufgaben beim ersten Versuch richtig`,
  });
  expect(await seen(3, 3)).toMatchObject({ score: 100, comment: `${total} von ${total} Aufgaben beim ersten Versuch richtig` });
  expect((await seen(4, 1))?.score).toBe(Math.floor(((total - 1 + 1 / 3) / total) * 100 + 0.5));
  expect((await seen(5, 3))?.score).toBe(100);
  const read = await amira.call(openRun, {}, { enrolmentId: amira.enrolmentId, unitId: UNIT });
  expect(read.tasks.find(({ task }) => task.exerciseId === OPEN)?.last).toMatchObject({
    verdict: 'right',
    hand: { state: 'marked', mark: { author: 'Karin Thomsen', points: 3, most: 3, criteria: [{ points: 3 }] } },
  });
  const start = await amira.call(startPage, { enrolmentId: amira.enrolmentId });
  expect(start.marked).toMatchObject([{ author: 'Karin Thomsen', points: 3, most: 3, unitId: UNIT }]);
  expect(await amira.call(runResult, { runId: run.runId })).toMatchObject({ firstTryRight: total, waiting: 0, grade: 100, bestGrade: 100 });
  expect(tablesWith(await everythingHeld(server), 'Möwenkommentar')).toEqual(['hand_mark']);
});

test('the competence is worked out anew from the answers in their order, dated by the answer', async () => {
  const right = async () => {
    const [row] = await rows<{ recent: { right: boolean }[] }>(`select recent from mastery where competence = 'wiso.vertrag' and person = $1`, [amiraId]);
    return row?.recent.map((one) => one.right) ?? [];
  };
  // as if it had been the last answer of the run: only the newest few of a competence count
  const latest = `select max(answered_at) + interval '1 second' from answer where run = $2`;
  await asOwner(server, (query) => query(`update answer set answered_at = (${latest}) where id = $1`, [answerId, run.runId]));
  await markBy(bernd, { after: 6, points: { inhalt: 3 } });
  const before = await right();
  expect(before.at(-1)).toBe(true);
  await markBy(bernd, { after: 7, points: { inhalt: 0 } });
  expect(await right()).toEqual([...before.slice(0, -1), false]);
  await markBy(bernd, { after: 8, points: { inhalt: 3 } });
});

test('a mark while the run goes on makes no answer fail', async () => {
  const again = await amira.call(openRun, {}, { enrolmentId: amira.enrolmentId, unitId: UNIT, again: true });
  const id = randomUUID();
  outcomeOf(await give(again.runId, OPEN, { kind: 'open', text: 'Noch einmal: Vertragsstrafe.' }, id));
  const solved = (await solutionsOf(server, again)).filter(({ exercise }) => exercise.prefilled === undefined && exercise.id !== OPEN);
  for (const [i, { exercise, right }] of solved.slice(0, 6).entries()) {
    const [reply] = await Promise.all([give(again.runId, exercise.id, right), i < 3 ? markBy(bernd, { after: i, points: { inhalt: i } }, id) : null]);
    outcomeOf(reply);
  }
  const [row] = await rows<{ points: number; waiting: number }>(`select points, waiting from unit_run where id = $1`, [again.runId]);
  const counting = again.tasks.filter(
    ({ section, task }) => ['block', 'mixed'].includes(section) && solved.slice(0, 6).some(({ exercise }) => exercise.id === task.exerciseId),
  );
  expect(row?.points).toBeCloseTo(counting.length + 2 / 3);
  expect(row?.waiting).toBe(0);
});

test('a unit that is withdrawn while somebody is in it: the text is taken and marked all the same', async () => {
  const mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', LINK);
  const hers = await mai.call(openRun, {}, { enrolmentId: mai.enrolmentId, unitId: UNIT });
  await rows(`delete from publication where tenant = $1 and unit_id = $2`, [tenant, UNIT]);
  await server.restart();
  await rows(`delete from publication where tenant = $1 and unit_id = $2`, [tenant, UNIT]);
  const id = randomUUID();
  const reply = await mai.submit({
    ...{ answerId: id, runId: hers.runId, exerciseId: OPEN, try: 1, aids: [], response: { kind: 'open', text: 'Vertragsstrafe, also nichtig.' } },
    ...{ device: 'test', sequence: 1, clientTime: server.clock.now().toISOString() },
  });
  expect(outcomeOf(reply).verdict).toBe('manual');
  const page = await bernd.call(inboxPage, { enrolmentId: bernd.enrolmentId });
  expect(page.items.map((item) => item.answerId)).toEqual([id]);
});

test('somebody who has left the course is marked by nobody, and that is said', async () => {
  await rows(`update enrolment set status = 'left' where tenant = $1 and person in (select person from answer where verdict = 'manual' and person <> $2)`, [
    tenant,
    amiraId,
  ]);
  const page = await bernd.call(inboxPage, { enrolmentId: bernd.enrolmentId });
  expect(page).toMatchObject({ waiting: 0, left: 1, items: [] });
  const [left] = await rows<{ person: string; id: string }>(`select person, id from answer where verdict = 'manual' and person <> $1`, [amiraId]);
  const refused = await bernd.ask('POST', `/api/courses/${bernd.enrolmentId}/inbox/${left?.person ?? ''}/${left?.id ?? ''}/marks`, wish());
  expect([refused.status, refused.body.code]).toEqual([409, 'mark.left']);
});

test('sentences of one’s own are kept in their order, sealed, and nobody else has them', async () => {
  const phrases = ['Lies die Aufgabe noch einmal.', 'Robbensatz.'];
  expect(await bernd.call(savePhrases, {}, { phrases })).toEqual({ phrases });
  expect(await karin.call(myPhrases)).toEqual({ phrases: [] });
  expect(tablesWith(await everythingHeld(server), 'Robbensatz')).toEqual(['mark_phrase']);
  expect(await bernd.call(savePhrases, {}, { phrases: phrases.slice(1) })).toEqual({ phrases: ['Robbensatz.'] });
});

test('texts go 90 days after they were marked, 180 days after they were sent; the points stay', async () => {
  const sweep = async () => {
    const { LEARNING_TABLES } = await import('#lotse/learning');
    await server.db.job(tenant, (tx) => LEARNING_TABLES.sweep?.(tx, { tenant, now: server.clock.now() }) ?? Promise.resolve());
    return (await rows<{ n: number }>(`select count(*)::int as n from answer_text`))[0]?.n;
  };
  expect(await sweep()).toBe(3);
  server.clock.advance(91 * DAY);
  expect(await sweep()).toBe(1);
  server.clock.advance(90 * DAY);
  expect(await sweep()).toBe(0);
  const back = await new Visitor(server, 'lernwerk').launch('amira.haddad', LINK);
  const [row] = await rows<{ score: number }>(`select score from hand_mark where answer = $1 order by seq desc limit 1`, [answerId]);
  expect([row?.score, back.token !== '']).toEqual([1, true]);
});

test('the erasure of a marker takes only their id', async () => {
  const [marker] = await rows<{ marker: string }>(`select marker from hand_mark where marker is not null limit 1`);
  const before = await rows<{ id: string; score: number }>(`select id, score from hand_mark order by id`);
  await server.started.app.get(Erasures).person({ tenant, by: null, because: 'request' }, marker?.marker ?? '');
  expect(await rows(`select id, score from hand_mark order by id`)).toEqual(before);
  expect(await rows(`select 1 from hand_mark where marker = $1`, [marker?.marker])).toEqual([]);
  expect((await rows(`select 1 from hand_mark where marker is null`)).length).toBeGreaterThan(0);
});

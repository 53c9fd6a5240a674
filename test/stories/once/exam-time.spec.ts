import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Due } from '#lotse/base';
import { beginExam, breakOffExam, examForm, examPaper, examResult, handInExam, type ExamPaper } from '#lotse/contract';
import { ExamDevice, examTruths, lernwerkId } from '../../world/exam-world.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Visitor } from '../../world/visitor.js';

const FORM = 'fachrechnen-probe';
const MINUTE_MS = 60_000;
let server: TestServer;
let finn: Visitor;

beforeAll(async () => {
  server = await startForTest();
  finn = await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit');
}, 180_000);
afterAll(() => server?.stop());

const begin = (who: Visitor, longer = false) => who.call(beginExam, {}, { enrolmentId: who.enrolmentId, formId: FORM, longer });
const send = (who: Visitor, { attemptId }: ExamPaper, items: unknown[]) => who.ask('POST', `/api/exams/${attemptId}/answers`, { items });
const attempts = async (who: Visitor) => who.call(examForm, { enrolmentId: who.enrolmentId, formId: FORM });

test('an attempt that is broken off has no result and no evidence, and the next may still take more time', async () => {
  const paper = await begin(finn, true);
  expect(paper).toMatchObject({ longer: true, secondsLeft: 72 * 60 });
  const device = new ExamDevice(finn, 'a');
  await device.giveAll(paper, await examTruths(server, paper.attemptId), 3);
  for (let again = 0; again < 2; again += 1) expect(await finn.call(breakOffExam, { attemptId: paper.attemptId }, {})).toEqual({ state: 'broken-off' });
  for (const [method, path] of [
    ['GET', examResult.path],
    ['POST', handInExam.path],
  ] as const)
    expect(await finn.ask(method, path.replace(':attemptId', paper.attemptId), method === 'POST' ? {} : undefined)).toMatchObject({
      status: 409,
      body: { code: 'exam.broken-off' },
    });
  expect(await send(finn, paper, [device.item(0, { flagged: true })])).toMatchObject({ status: 409, body: { code: 'exam.over' } });
  expect(await finn.call(examPaper, { attemptId: paper.attemptId })).toMatchObject({ state: 'broken-off', tasks: [], secondsLeft: 0 });
  expect(await server.db.job(await lernwerkId(server), (tx) => tx.query(`select 1 from answer where run = $1`, [paper.attemptId]))).toEqual([]);
  const { form, attempts: ended } = await attempts(finn);
  expect([form.longerMinutes, ended.map(({ state, points, areas }) => [state, points, areas])]).toEqual([72, [['broken-off', null, []]]]);
});

test('two devices and a server that starts again: the same tasks, the time left by the server, and nothing late replaces what came after it', async () => {
  const paper = await begin(finn, true);
  const [phone, laptop] = [new ExamDevice(finn, 'phone'), new ExamDevice(await new Visitor(server, 'lernwerk').launch('finn.luehrs', 'probezeit'), 'laptop')];
  const truths = await examTruths(server, paper.attemptId);
  const [one, two] = [truths[0], truths[1]];
  if (!one || !two) throw new Error('no tasks');
  // the phone gave this, heard no acknowledgement and will send it again
  const unheard = phone.item(0, { response: one.wrong });
  await phone.send(paper.attemptId, [unheard]);
  server.clock.advance(10 * MINUTE_MS);
  const there = await laptop.visitor.call(examPaper, { attemptId: paper.attemptId });
  expect([there.secondsLeft, there.tasks.map(({ task }) => task)]).toEqual([62 * 60, paper.tasks.map(({ task }) => task)]);
  await laptop.give(paper.attemptId, 0, one.right);
  await phone.send(paper.attemptId, [unheard]);
  const [older, newer] = [phone.item(1, { response: two.wrong }), phone.item(1, { response: two.right })];
  await phone.send(paper.attemptId, [newer]);
  await phone.send(paper.attemptId, [older]);
  await server.restart();
  const again = await begin(finn);
  expect([again.attemptId, again.secondsLeft]).toEqual([paper.attemptId, 62 * 60]);
  expect(again.tasks.slice(0, 2).map(({ response }) => response)).toEqual([one.right, two.right]);
  expect(again.tasks.map(({ task }) => task)).toEqual(paper.tasks.map(({ task }) => task));
});

test('when the time ends what is on its way is taken for a moment, then nothing; the next request closes it at its end', async () => {
  const paper = await begin(finn);
  const truths = await examTruths(server, paper.attemptId);
  const device = new ExamDevice(finn, 'phone-2');
  server.clock.set(new Date(new Date(paper.endsAt).getTime() + 15_000));
  const late = device.item(2, { response: truths[2]?.right ?? null });
  expect(await send(finn, paper, [late])).toMatchObject({ status: 200, body: { secondsLeft: 0, items: [{ saveId: late.saveId }] } });
  server.clock.advance(6_000);
  expect(await send(finn, paper, [device.item(3, { response: truths[3]?.right ?? null })])).toMatchObject({ status: 409, body: { code: 'exam.over' } });
  const result = await finn.call(examResult, { attemptId: paper.attemptId });
  expect(result).toMatchObject({ state: 'time-over', endedAt: paper.endsAt, minutesUsed: 72, minutes: 72 });
  expect(result.tasks.map(({ outcome }) => outcome.verdict).slice(0, 4)).toEqual(['right', 'right', 'right', 'wrong']);
  expect(result.tasks[3]).toMatchObject({ response: null, points: 0 });
  const off = await finn.ask('POST', breakOffExam.path.replace(':attemptId', paper.attemptId), {});
  expect(off).toMatchObject({ status: 409, body: { code: 'exam.over' } });
  expect((await finn.call(examPaper, { attemptId: paper.attemptId })).state).toBe('time-over');
});

test('who never comes back: due work closes it, once, and what was given counts', async () => {
  const mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  const paper = await begin(mai);
  await new ExamDevice(mai, 'phone').giveAll(paper, await examTruths(server, paper.attemptId), 20);
  const due = server.started.app.get(Due);
  const read = async () => {
    const sql = `select ended, ended_at as at, points, (select count(*)::int from answer a where a.run = e.run) as answers from exam_attempt e where run = $1`;
    const [row] = await server.db.job(await lernwerkId(server), (tx) =>
      tx.query<{ ended: string | null; at: Date | null; points: number | null; answers: number }[]>(sql, [paper.attemptId]),
    );
    return row;
  };
  server.clock.set(new Date(new Date(paper.endsAt).getTime() + 10_000));
  await due.run();
  expect(await read()).toEqual({ ended: null, at: null, points: null, answers: 0 });
  server.clock.advance(3600_000);
  await due.run();
  await due.run();
  expect(await read()).toEqual({ ended: 'time-over', at: new Date(paper.endsAt), points: 100, answers: 20 });
});

test('somebody else’s attempt is not there, whatever is asked of it', async () => {
  const [mai, marie] = [
    await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit'),
    await new Visitor(server, 'bbs').launch('marie.lindner', 'probezeit'),
  ];
  const { attemptId } = await begin(mai);
  const item = new ExamDevice(finn, 'phone').item(0, { flagged: true });
  for (const who of [finn, marie])
    for (const id of [attemptId, randomUUID()])
      for (const [method, end, body] of [
        ['GET', ''],
        ['GET', '/result'],
        ['POST', '/answers', { items: [item] }],
        ['POST', '/hand-in', {}],
        ['POST', '/break-off', {}],
      ] as const)
        expect([end, await who.ask(method, `/api/exams/${id}${end}`, body)]).toMatchObject([end, { status: 404, body: { code: 'exam.attempt-unknown' } }]);
  expect((await mai.call(examPaper, { attemptId })).state).toBe('running');
  const foreign = await finn.ask('POST', beginExam.path, { enrolmentId: mai.enrolmentId, formId: FORM, longer: false });
  expect(foreign.status).toBe(404);
  expect(await finn.ask('GET', `/api/enrolments/${finn.enrolmentId}/exams/no-such-form`)).toMatchObject({ status: 404, body: { code: 'exam.unknown' } });
});

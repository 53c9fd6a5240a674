import { randomBytes, randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  INBOX_RECORDING_PATH,
  inboxAnswer,
  inboxPage,
  markAnswer,
  openRun,
  RECORDING_PATH,
  RECORDING_PIECE,
  type AnswerReply,
  type RunView,
} from '#lotse/contract';
import { Erasures, PersonDataService } from '#lotse/people';
import { everythingHeld } from '../../world/everything-held.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Visitor } from '../../world/visitor.js';

const UNIT = 'aufgabenarten-alle';
const TASK = 'aa-aufnehmen';
const DAY = 24 * 3_600_000;
/** A head of WebM and noise: the server looks at the head alone. */
const SOUND = Buffer.concat([
  Buffer.from('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm', 'latin1'),
  randomBytes(250_000),
]);
/** As a browser writes it: a segment and a cluster of unknown size, blocks at these seconds after each other. */
const webmUntil = (seconds: number): Buffer => {
  const cluster = (at: number) =>
    Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0xff, 0xe7, 0x84, ...[24, 16, 8, 0].map((bits) => ((at * 1_000) >> bits) & 0xff), 0xa3, 0x85, 0x81, 0, 0, 0x80, 1]);
  return Buffer.concat([Buffer.from([0x18, 0x53, 0x80, 0x67, 0xff]), cluster(0), cluster(seconds)]);
};
const PIECES = Math.ceil(SOUND.length / RECORDING_PIECE);

let server: TestServer;
let tenant: string;
let tutor: Visitor;
let olha: Visitor;
let olhaId: string;
let run: RunView;
const id = randomUUID();

const rows = <T>(sql: string, values: unknown[] = []) => server.db.job(tenant, (tx) => tx.query<T[]>(sql, values));
interface Piece {
  exerciseId: string;
  size: number;
  from: number;
  bytes: Buffer;
}
const piece = (n: number, of = SOUND): Piece => ({
  ...{ exerciseId: TASK, size: of.length, from: n * RECORDING_PIECE },
  bytes: of.subarray(n * RECORDING_PIECE, (n + 1) * RECORDING_PIECE),
});
const send = ({ bytes, exerciseId, size, from }: Piece, recording: string = id, who = olha, type = 'application/octet-stream') => {
  const query = new URLSearchParams({ exerciseId, size: String(size), from: String(from) });
  return who.ask('PUT', `/api/runs/${run.runId}/recordings/${recording}?${query.toString()}`, bytes, { 'content-type': type });
};
const answer = (recording: string, answerId: string = randomUUID()) =>
  olha.submit({
    ...{ answerId, runId: run.runId, exerciseId: TASK, try: 1, aids: [], response: { kind: 'recording', recording } },
    ...{ device: 'test', sequence: 1, clientTime: server.clock.now().toISOString() },
  });
const codeOf = (reply: AnswerReply) => ('problem' in reply ? reply.problem.code : reply.outcome.verdict);
const hear = async (who: Visitor, path: string) => {
  const reply = await fetch(server.url + path, { headers: { authorization: `Bearer ${who.token}` } });
  return { status: reply.status, type: reply.headers.get('content-type'), bytes: Buffer.from(await reply.arrayBuffer()) };
};
const own = (recording: string = id) => RECORDING_PATH.replace(':runId', run.runId).replace(':recordingId', recording);

beforeAll(async () => {
  server = await startForTest();
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  tenant = row?.id ?? '';
  tutor = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  olha = await new Visitor(server, 'lernwerk').launch('olha.kovalenko', 'probezeit');
  const [person] = await rows<{ person: string }>(`select person from enrolment where tenant = $1 and id = $2`, [tenant, olha.enrolmentId]);
  olhaId = person?.person ?? '';
  run = await olha.call(openRun, {}, { enrolmentId: olha.enrolmentId, unitId: UNIT });
}, 180_000);
afterAll(() => server?.stop());

test('a zip is no recording, whatever it is called; neither is one that is too large or goes to another task', async () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), randomBytes(2_000)]);
  const refused = await send(piece(0, zip), randomUUID());
  expect([refused.status, refused.body.code]).toEqual([400, 'recording.unfit']);
  expect((await send({ ...piece(0), size: 1_000_001 }, randomUUID())).status).toBe(400);
  expect((await send({ ...piece(0), bytes: Buffer.alloc(0) }, randomUUID())).status).toBe(400);
  const json = await send({ ...piece(0), bytes: Buffer.from('{}') }, randomUUID(), olha, 'application/json');
  expect([json.status, json.body.code]).toEqual([400, 'body.type']);
  expect((await send({ ...piece(0), bytes: Buffer.concat([piece(0).bytes, randomBytes(300_000)]) }, randomUUID())).status).toBe(413);
  const elsewhere = await send({ ...piece(0), exerciseId: 'aa-offen' }, randomUUID());
  expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'task.unknown']);
  expect(await rows(`select 1 from recording`)).toEqual([]);
});

test('a recording that is longer than the task allows is refused with its seconds, whatever its size', async () => {
  const long = Buffer.concat([SOUND.subarray(0, 36), webmUntil(90)]);
  const refused = await send(piece(0, long), randomUUID());
  expect([refused.status, refused.body.code, refused.body.details]).toEqual([400, 'recording.too-long', { seconds: 40 }]);
  expect((await send(piece(0, Buffer.concat([SOUND.subarray(0, 36), webmUntil(41)])), randomUUID())).body).toMatchObject({ whole: true });
  await rows(`delete from recording where tenant = $1`, [tenant]);
});

test('an upload that was cut goes on where it was; a piece sent twice is one; a gap is told', async () => {
  expect((await send(piece(0))).body).toEqual({ received: RECORDING_PIECE, whole: false });
  expect((await send(piece(0))).body).toEqual({ received: RECORDING_PIECE, whole: false });
  const gap = await send(piece(2));
  expect([gap.status, gap.body.code, gap.body.details]).toEqual([409, 'recording.gap', { received: RECORDING_PIECE }]);
  expect(codeOf(await answer(id))).toBe('recording.missing');
  await server.restart();
  expect((await olha.ask('GET', `/api/runs/${run.runId}/recordings/${id}`)).body).toEqual({ received: RECORDING_PIECE, whole: false });
  const both = await Promise.all([send(piece(1)), send(piece(1))]);
  expect(both.map((one) => one.status)).toEqual([200, 200]);
  for (let n = 2; n < PIECES; n++) expect((await send(piece(n))).status).toBe(200);
  expect((await send(piece(PIECES - 1))).body).toEqual({ received: SOUND.length, whole: true });
  const again = await olha.call(openRun, {}, { enrolmentId: olha.enrolmentId, unitId: UNIT });
  expect(again.tasks.find(({ task }) => task.exerciseId === TASK)?.draft).toBe(id);
  expect(await rows(`select 1 from recording_part`)).toEqual([]);
});

test('it comes back as it went, to whoever made it alone, and lies sealed', async () => {
  expect(await hear(olha, own())).toEqual({ status: 200, type: 'audio/webm', bytes: SOUND });
  const mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  expect((await hear(mai, own())).status).toBe(404);
  expect((await send(piece(0), id, mai)).status).toBe(404);
  expect((await hear(tutor, own())).status).toBe(403);
  const [row] = await rows<{ body: Buffer }>(`select body from recording where id = $1`, [id]);
  expect(row?.body.includes(SOUND.subarray(100, 140))).toBe(false);
  expect(row?.body.includes(Buffer.from(SOUND.toString('base64').slice(200, 240)))).toBe(false);
});

test('sent as an answer it waits, is heard in the inbox by those who teach the course, and marked', async () => {
  const answerId = randomUUID();
  expect(codeOf(await answer(randomUUID()))).toBe('recording.missing');
  expect(codeOf(await answer(''))).toBe('unclear');
  expect(codeOf(await answer(id, answerId))).toBe('manual');
  expect(codeOf(await answer(id, answerId))).toBe('manual');
  const late = await send(piece(0), randomUUID());
  expect([late.status, late.body.code]).toEqual([409, 'task.closed']);
  const page = await tutor.call(inboxPage, { enrolmentId: tutor.enrolmentId });
  expect(page.items).toMatchObject([{ answerId, kind: 'recording', personId: olhaId }]);
  const at = { enrolmentId: tutor.enrolmentId, personId: olhaId, answerId };
  const path = INBOX_RECORDING_PATH.replace(/:(\w+)/g, (_, name: string) => at[name as keyof typeof at]);
  expect(await hear(tutor, path)).toEqual({ status: 200, type: 'audio/webm', bytes: SOUND });
  const sabine = await new Visitor(server, 'bbs').launch('sabine.krueger', 'probezeit');
  expect((await hear(sabine, path.replace(tutor.enrolmentId, sabine.enrolmentId))).status).toBe(404);
  const { criteria } = await tutor.call(inboxAnswer, at);
  const points = Object.fromEntries(criteria.map((one) => [one.id, 2]));
  await tutor.call(markAnswer, at, { markId: randomUUID(), after: 0, points, ticked: ['p1'], comment: null });
  const read = await olha.call(openRun, {}, { enrolmentId: olha.enrolmentId, unitId: UNIT });
  expect(read.tasks.find(({ task }) => task.exerciseId === TASK)?.last?.hand).toMatchObject({ state: 'marked', mark: { points: 6, most: 9 } });
});

test('whoever asks what is held about them is handed the recording as it was spoken, and what was said of it', async () => {
  const file = (await server.started.app.get(PersonDataService).export({ tenant, person: olhaId }, olhaId)) as {
    about: Record<string, Record<string, unknown>[]>;
  };
  expect(file.about['recording']).toMatchObject([{ id, type: 'audio/webm', body: SOUND.toString('base64') }]);
  expect(file.about['hand_mark']).toMatchObject([{ score: 2 / 3, ticked: ['p1'] }]);
  expect(file.about['answer']?.length).toBeGreaterThan(0);

  const { bytes } = await server.started.app.get(PersonDataService).zip({ tenant, person: olhaId }, olhaId);
  const files = unzipSync(bytes);
  expect(Buffer.from(files[`aufnahmen/${id}.webm`] ?? [])).toEqual(SOUND);
  expect(JSON.parse(strFromU8(files['lotse-auskunft.json'] ?? new Uint8Array()))).toMatchObject({ format: 'lotse-person-1', about: { recording: [{ id }] } });
});

test('a recording that was never sent goes after a week, one that was marked after 90 days', async () => {
  const { LEARNING_TABLES } = await import('#lotse/learning');
  const sweep = async () => {
    await server.db.job(tenant, (tx) => LEARNING_TABLES.sweep?.(tx, { tenant, now: server.clock.now() }) ?? Promise.resolve());
    return (await rows<{ id: string }>(`select id from recording`)).map((row) => row.id);
  };
  const other = await olha.call(openRun, {}, { enrolmentId: olha.enrolmentId, unitId: UNIT });
  const unsent = randomUUID();
  await rows(`insert into recording (tenant, id, person, run, exercise_id, size, received, at) values ($1, $2, $3, $4, $5, 10, 0, $6)`, [
    tenant,
    unsent,
    olhaId,
    other.runId,
    TASK,
    server.clock.now(),
  ]);
  expect((await sweep()).sort()).toEqual([id, unsent].sort());
  server.clock.advance(8 * DAY);
  expect(await sweep()).toEqual([id]);
  server.clock.advance(83 * DAY);
  expect(await sweep()).toEqual([]);
});

test('a text that nobody read goes after 180 days, and waits no longer in any count', async () => {
  const { LEARNING_TABLES } = await import('#lotse/learning');
  const counts = () =>
    rows(`select r.waiting as run, g.waiting as best from unit_run r join unit_grade g using (tenant, person, unit_id) where r.id = $1`, [open.runId]);
  const mai = await new Visitor(server, 'lernwerk').launch('mai.nguyen', 'probezeit');
  const open = await mai.call(openRun, {}, { enrolmentId: mai.enrolmentId, unitId: UNIT });
  const at = { answerId: randomUUID(), runId: open.runId, exerciseId: 'aa-offen', try: 1, aids: [], device: 'test', sequence: 1 };
  await mai.submit({ ...at, response: { kind: 'open', text: 'Ein Plan zeigt, was fehlt.' }, clientTime: server.clock.now().toISOString() });
  const sweep = () => server.db.job(tenant, (tx) => LEARNING_TABLES.sweep?.(tx, { tenant, now: server.clock.now() }) ?? Promise.resolve());
  server.clock.advance(179 * DAY);
  await sweep();
  expect(await counts()).toEqual([{ run: 1, best: 1 }]);
  server.clock.advance(2 * DAY);
  await sweep();
  expect(await counts()).toEqual([{ run: 0, best: 0 }]);
});

test('the erasure of whoever spoke takes the recording and its pieces', async () => {
  const [at, now] = [randomUUID(), server.clock.now()];
  await rows(`insert into recording (tenant, id, person, run, exercise_id, size, received, at) values ($1, $2, $3, $4, $5, 10, 0, $6)`, [
    ...[tenant, at, olhaId, run.runId, TASK, now],
  ]);
  await rows(`insert into recording_part (tenant, recording, start, body) values ($1, $2, 0, $3)`, [tenant, at, Buffer.from('x')]);
  await server.started.app.get(Erasures).person({ tenant, by: null, because: 'request' }, olhaId);
  const held = await everythingHeld(server);
  expect([held.get('recording'), held.get('recording_part'), held.get('hand_mark')]).toEqual([[], [], []]);
});

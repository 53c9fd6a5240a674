import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inboxAnswer, inboxPage, markAnswer, openRun, type InboxPage, type Reply } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Visitor } from '../../world/visitor.js';

/** Two units of a course with texts that people mark. */
const [CONTRACT, KINDS] = ['wiso-ausbildungsvertrag', 'aufgabenarten-alle'];
const [CLAUSE, PLAN] = ['wiso-vertrag-klausel-begruenden', 'aa-offen'];
let server: TestServer;
let tenant: string;
let karin: Visitor;
const ids: Record<string, string> = {};

const rows = <T>(sql: string, values: unknown[] = []) => server.db.job(tenant, (tx) => tx.query<T[]>(sql, values));
const page = (query = '') => karin.call(inboxPage, { enrolmentId: karin.enrolmentId }, undefined, query);
const of = ({ items }: InboxPage) => items.map((item) => `${item.name} ${item.exerciseId}`);

/** Opens the unit and sends a text, a minute after whatever was before. */
async function write(who: Visitor, unitId: string, exerciseId: string): Promise<{ runId: string; answerId: string }> {
  server.clock.advance(60_000);
  const { runId } = await who.call(openRun, {}, { enrolmentId: who.enrolmentId, unitId });
  const answerId = randomUUID();
  const at = { answerId, runId, exerciseId, try: 1, aids: [], device: 'test', sequence: 1, clientTime: server.clock.now().toISOString() };
  const reply = await who.submit({ ...at, response: { kind: 'open', text: 'Weil es so im Vertrag steht.' } });
  if (!('outcome' in reply)) throw new Error(JSON.stringify(reply));
  return { runId, answerId };
}

beforeAll(async () => {
  server = await startForTest();
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  tenant = row?.id ?? '';
  karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  for (const name of ['mai.nguyen', 'olha.kovalenko']) {
    const visitor = await new Visitor(server, 'lernwerk').launch(name, 'probezeit');
    const [person] = await rows<{ person: string }>(`select person from enrolment where id = $1`, [visitor.enrolmentId]);
    ids[name] = person?.person ?? '';
    await write(visitor, CONTRACT ?? '', CLAUSE ?? '');
    await write(visitor, KINDS ?? '', PLAN ?? '');
  }
}, 180_000);
afterAll(() => server?.stop());

test('the oldest comes first; by unit, by person, and by both; a page holds as many as are asked for', async () => {
  const all = await page();
  expect(of(all)).toEqual([`Mai Nguyen ${CLAUSE}`, `Mai Nguyen ${PLAN}`, `Olha Kovalenko ${CLAUSE}`, `Olha Kovalenko ${PLAN}`]);
  expect([all.total, all.waiting, all.left]).toEqual([4, 4, 0]);
  expect(all.units.map((unit) => unit.unitId).sort()).toEqual([KINDS, CONTRACT]);
  expect(all.people.map((person) => person.name)).toEqual(['Mai Nguyen', 'Olha Kovalenko']);
  expect(of(await page(`?unitId=${CONTRACT}`))).toEqual([`Mai Nguyen ${CLAUSE}`, `Olha Kovalenko ${CLAUSE}`]);
  expect(of(await page(`?personId=${ids['olha.kovalenko']}`))).toEqual([`Olha Kovalenko ${CLAUSE}`, `Olha Kovalenko ${PLAN}`]);
  const both = await page(`?unitId=${KINDS}&personId=${ids['olha.kovalenko']}`);
  expect([of(both), both.total, both.waiting]).toEqual([[`Olha Kovalenko ${PLAN}`], 1, 4]);
  expect(of(await page('?size=1&page=2'))).toEqual([`Mai Nguyen ${PLAN}`]);
  expect(of(await page('?state=marked'))).toEqual([]);
});

test('the next one keeps to what was chosen, and what is marked moves to the other list; each mark raises the run’s version', async () => {
  const { items } = await page(`?unitId=${CONTRACT}`);
  const [first, second] = items;
  if (!first || !second) throw new Error('nothing waits');
  const place = (item: typeof first) => ({ enrolmentId: karin.enrolmentId, personId: item.personId, answerId: item.answerId });
  const opened: Reply<typeof inboxAnswer> = await karin.call(inboxAnswer, place(first), undefined, `?unitId=${CONTRACT}`);
  expect(opened.next).toEqual({ personId: second.personId, answerId: second.answerId });
  const version = async () =>
    (await rows<{ version: number }>(`select r.version from unit_run r join answer a on a.run = r.id where a.id = $1`, [first.answerId]))[0]?.version ?? 0;
  const before = await version();
  const points = Object.fromEntries(opened.criteria.map(({ id }) => [id, 2]));
  await karin.call(markAnswer, place(first), { markId: randomUUID(), after: 0, points, ticked: [], comment: null });
  expect(await version()).toBe(before + 1);
  await karin.call(markAnswer, place(first), {
    markId: randomUUID(),
    after: 1,
    points: { ...points, [opened.criteria[0]?.id ?? '']: 3 },
    ticked: [],
    comment: null,
  });
  expect(await version()).toBe(before + 2);
  expect((await karin.call(inboxAnswer, place(first))).marks.map((mark) => Object.values(mark.points)[0])).toEqual([2, 3]);
  expect([of(await page()).length, of(await page('?state=marked'))]).toEqual([3, [`Mai Nguyen ${CLAUSE}`]]);
});

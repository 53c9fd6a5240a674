import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addMeasure, checkImport, officeParticipations, runImport, type ImportPlan } from '#lotse/contract';
import { AccountWorld, type AccountVisitor } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';

let server: TestServer;
let office: AccountVisitor;

beforeAll(async () => {
  server = await startForTest({ now: new Date('2026-11-22T09:00:00Z') });
  office = (await (await AccountWorld.open(server)).join('office')).who;
  await office.must(addMeasure, {
    ...{ number: '123/21/1/14', name: 'AsA flex', procedureBranch: '10', variant: 'V2024', groupLimit: 6, fundingBody: 'AGENTUR' },
    ...{ startsOn: '2026-01-01', endsOn: '2028-12-31' },
  });
}, 180_000);
afterAll(() => server?.stop());

const HEAD = 'Name;Maßnahme;Phase;Eintritt;Ende';
const file = (...lines: string[]) => [HEAD, ...lines].join('\n');
const line = (name: string, more = '01.09.2026;') => `${name};123/21/1/14;Begleitphase;${more}`;
const state = async () => {
  const [row] = await server.db.job(office.tenantId, (tx) =>
    tx.query<{ people: number; phases: number; audit: number }[]>(
      `select (select count(*)::int from participation) as people, (select count(*)::int from participation_phase) as phases, (select count(*)::int from audit) as audit`,
    ),
  );
  return row;
};

test('the dry run says line by line what would happen and writes nothing', async () => {
  const before = await state();
  const plan = await office.must<ImportPlan>(checkImport, { csv: file(line('Gut Eins'), line('', 'irgendwann;'), line('Gut Zwei')) });
  expect(plan.counts).toEqual({ enter: 2, known: 0, fault: 1 });
  expect(plan.lines.map((one) => [one.line, one.result])).toEqual([
    [2, 'enter'],
    [3, 'fault'],
    [4, 'enter'],
  ]);
  expect(await state()).toEqual(before);
});

test('a file with faults is entered only without them, when that is wished, and all at once', async () => {
  const csv = file(line('Import A'), line('Import B', '32.01.2027;'), line('Import C'));
  const before = await state();
  const refused = await office.to(runImport, { csv, withoutFaulty: false });
  expect([refused.status, refused.body.code, refused.body.details]).toEqual([409, 'import.faults', { count: 1 }]);
  expect(await state()).toEqual(before);
  expect(await office.must(runImport, { csv, withoutFaulty: true })).toEqual({ entered: 2, known: 0, left: 1 });
  const after = await state();
  expect([(after?.people ?? 0) - (before?.people ?? 0), (after?.phases ?? 0) - (before?.phases ?? 0), (after?.audit ?? 0) - (before?.audit ?? 0)]).toEqual([
    2, 2, 2,
  ]);
  expect((await office.must<{ total: number }>({ ...officeParticipations, path: `${officeParticipations.path}?q=import` })).total).toBe(2);
});

test('the same file again enters nobody twice, also when it comes twice at once', async () => {
  const csv = file(...Array.from({ length: 40 }, (_, i) => line(`Zugleich ${i}`)));
  const both = await Promise.all([1, 2].map(() => office.must<{ entered: number; known: number }>(runImport, { csv, withoutFaulty: false })));
  expect(both.map((one) => one.entered + one.known)).toEqual([40, 40]);
  expect(both.reduce((sum, one) => sum + one.entered, 0)).toBe(40);
  expect((await office.must<ImportPlan>(checkImport, { csv })).counts).toEqual({ enter: 0, known: 40, fault: 0 });
});

test.each([
  ['another shape', { text: 'x' }, 400, 'body.invalid'],
  ['more than 200,000 characters', { csv: 'x'.repeat(200_001) }, 400, 'body.invalid'],
])('%s is refused', async (_, body, status, code) => {
  const answer = await office.to(checkImport, body);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});

test('a file that is none is told as a whole, and cannot be run', async () => {
  const plan = await office.must<ImportPlan>(checkImport, { csv: '%PDF-1.7 …' });
  expect(plan.faults.map((fault) => fault.code)).toContain('import.column-missing');
  const answer = await office.to(runImport, { csv: '%PDF-1.7 …', withoutFaulty: true });
  expect([answer.status, answer.body.code]).toEqual([409, 'import.file-faulty']);
});

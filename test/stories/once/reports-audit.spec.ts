import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as contract from '#lotse/contract';
import type { AccountVisitor } from '../../world/account-visitor.js';
import { ReportWorld } from '../../world/report-world.js';
import type { Visitor } from '../../world/visitor.js';

type Reader = Pick<Visitor, 'ask'>;
let world: ReportWorld;
let out: { reportId: string; releaseId: string };
let launched: Visitor;
let second: AccountVisitor;

beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  out = await world.released();
  second = await world.join('caseworker', 'Zweite Fachkraft');
  launched = await world.trainee('bernd.asmus');
  const people = await world.wiebke.ask('GET', `/api/tenants/${world.tenantId}/people?name=Bernd%20Asmus`);
  const personId = (people.body.rows as contract.TenantPerson[]).find((row) => !row.hasAccount)?.personId ?? '';
  const grant = { personId, role: 'companion', reason: 'Begleitung', endsOn: null };
  await world.wiebke.must(contract.giveGrant, grant, { tenantId: world.tenantId });
  await world.makeDeputy({ personId }, world.participation);
}, 240_000);
afterAll(() => world?.server.stop());

const filled = (path: string, format = '') => path.replace(/:(\w+)/g, (_, name: string) => ({ ...out, tenantId: world.tenantId, format })[name] ?? '');
const READS: [string, () => Reader, () => string, string][] = [
  ['the companion opens it', () => world.bernd, () => filled(contract.reportPage.path), 'report.read'],
  ['a companion who came by launch opens it', () => launched, () => filled(contract.reportPage.path), 'report.read'],
  ['the office opens what has gone out', () => world.heike, () => filled(contract.reportPage.path), 'report.read'],
  ['the trainee opens it', () => world.amira, () => filled(contract.myReport.path), 'report.read'],
  ['the caseworker opens it', () => world.jutta, () => filled(contract.receivedReport.path), 'release.read'],
  ...(['pdf', 'json', 'csv'] as const).map((format): (typeof READS)[number] => [
    `the companion takes the ${format}`,
    () => world.bernd,
    () => filled(contract.REPORT_FILE_PATH, format),
    'report.downloaded',
  ]),
  ['the office takes the PDF', () => world.heike, () => filled(contract.REPORT_FILE_PATH, 'pdf'), 'report.downloaded'],
  ['the trainee takes the PDF', () => world.amira, () => filled(contract.MY_REPORT_FILE_PATH), 'report.downloaded'],
  ['the caseworker takes the PDF', () => world.jutta, () => filled(contract.RECEIVED_FILE_PATH), 'release.downloaded'],
];

test.each(READS)('%s: exactly one entry, each time', async (_, who, path, event) => {
  for (let i = 0; i < 2; i++) expect(await world.told(async () => expect((await who().ask('GET', path())).status).toBe(200))).toEqual([event]);
});

test('ten readings at once are ten entries; a refused one is none', async () => {
  const read = () => world.jutta.ask('GET', filled(contract.receivedReport.path));
  expect(await world.told(() => Promise.all(Array.from({ length: 10 }, read)))).toEqual(Array.from({ length: 10 }, () => 'release.read'));
  const refused = async () => {
    for (const path of [contract.receivedReport.path, contract.RECEIVED_FILE_PATH]) expect((await second.ask('GET', filled(path))).status).toBe(404);
    for (const path of [contract.reportPage.path, contract.REPORT_FILE_PATH]) expect((await second.ask('GET', filled(path, 'pdf'))).status).toBe(403);
  };
  expect(await world.told(refused)).toEqual([]);
});

test('the office reads in its log who read whose report', async () => {
  await world.bernd.ask('GET', filled(contract.reportPage.path));
  await world.jutta.ask('GET', filled(contract.receivedReport.path));
  const { body } = await world.heike.ask('GET', filled(contract.auditView.path));
  const about = (event: string) => (body.rows as { event: string; actor: string; subject: string | null }[]).find((row) => row.event === event);
  expect(about('report.read')).toMatchObject({ actor: 'Bernd Asmus', subject: 'Amira Haddad' });
  expect(about('release.read')).toMatchObject({ actor: 'Jutta Reimers', subject: 'Amira Haddad' });
});

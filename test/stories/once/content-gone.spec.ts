import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CatalogService } from '#lotse/catalog';
import { chooseTarget, courseUnits, linkChoices, openRun, roster, startPage, unitPage } from '#lotse/contract';
import { startForTest, type TestServer } from '../../world/harness.js';
import { tenantOf } from '../../world/lti-client.js';
import { Visitor } from '../../world/visitor.js';

/** Of the module that the course's link "modul" opens. */
const UNIT = 'wiso-ausbildungsvertrag';
const MODULE = 'wiso-ausbildung';
const OTHER = 'wiso-rechte-pflichten';
const DRAFT = 'aufgabenarten-alle';

let server: TestServer;
let tenant = '';
let karin: Visitor;
let mai: Visitor;
let amira: Visitor;

beforeAll(async () => {
  server = await startForTest();
  tenant = await tenantOf(server, server.site('lernwerk'));
  [karin, mai, amira] = await Promise.all([launch('karin.thomsen', 'modul'), launch('mai.nguyen', 'modul'), launch('amira.haddad', 'modul')]);
}, 180_000);
afterAll(() => server?.stop());

const launch = (person: string, link: string) => new Visitor(server, 'lernwerk').launch(person, link);
const catalog = () => server.started.app.get(CatalogService);

/** As a start does with a content folder in which these units are not. */
async function startsWithout(...gone: string[]): Promise<void> {
  const all = await server.db.job(tenant, (tx) => catalog().units(tx, tenant));
  const built = all.map((unit) => ({ id: unit.packageId, package: unit.package }));
  await catalog().publish(
    tenant,
    built.filter((unit) => !gone.includes(unit.package.unitId)),
  );
}
const offered = async () => (await karin.call(courseUnits, { enrolmentId: karin.enrolmentId }, undefined, '?size=100')).units.map((unit) => unit.unitId);
const listed = async (who: Visitor) => (await who.call(startPage, { enrolmentId: who.enrolmentId })).units.map((unit) => unit.unitId);
const openLink = async () => {
  const [row] = await server.db.job(tenant, (tx) => tx.query<{ id: string }[]>(`select id from resource_link where title = 'Übung der Woche'`));
  return { enrolmentId: karin.enrolmentId, linkId: row?.id ?? '' };
};
const codeOf = async (who: Visitor, method: string, path: string, body: unknown) => {
  const answer = await who.ask(method, path, body);
  return [answer.status, answer.body.code];
};

test('drafts are offered in the demo, where every kind of task can be tried', async () => {
  expect(await offered()).toEqual(expect.arrayContaining([DRAFT, UNIT, OTHER]));
});

test('a unit that is no longer in the content is offered to nobody, and who has begun it goes on', async () => {
  await launch('karin.thomsen', 'offen');
  const run = await mai.call(openRun, {}, { enrolmentId: mai.enrolmentId, unitId: UNIT });
  await startsWithout(UNIT);
  expect(await offered()).not.toContain(UNIT);
  expect(await offered()).toContain(OTHER);
  const at = await openLink();
  const { choices } = await karin.call(linkChoices, at);
  expect(choices.map((choice) => choice.id)).not.toContain(UNIT);
  expect(choices.map((choice) => choice.id)).toContain(MODULE);
  expect(await codeOf(karin, 'PUT', `/api/courses/${at.enrolmentId}/links/${at.linkId}`, { kind: 'unit', id: UNIT })).toEqual([404, 'unit.unknown']);
  // the link to its module lists it for who is in it, and for nobody else
  expect(await listed(amira)).not.toContain(UNIT);
  expect(await listed(amira)).toContain(OTHER);
  expect(await codeOf(amira, 'GET', `/api/enrolments/${amira.enrolmentId}/units/${UNIT}`, undefined)).toEqual([404, 'unit.unknown']);
  expect(await listed(mai)).toContain(UNIT);
  expect((await mai.call(unitPage, { enrolmentId: mai.enrolmentId, unitId: UNIT })).card.state).toBe('going');
  expect((await mai.call(openRun, {}, { enrolmentId: mai.enrolmentId, unitId: UNIT })).runId).toBe(run.runId);
  expect((await karin.call(roster, { enrolmentId: karin.enrolmentId }, undefined, '?size=100')).units.map((unit) => unit.unitId)).toContain(UNIT);
});

test('a link that names the unit opens it all the same, also for who has not begun', async () => {
  server.site('lernwerk').addLink({ key: 'vertrag', course: 'asa', title: 'Der Ausbildungsvertrag', custom: { unit: UNIT } });
  const finn = await launch('finn.luehrs', 'vertrag');
  expect(await listed(finn)).toContain(UNIT);
  expect((await finn.call(openRun, {}, { enrolmentId: finn.enrolmentId, unitId: UNIT })).tasks.length).toBeGreaterThan(0);
});

test('a module that is gone as a whole is offered no more, and its link still opens all of it', async () => {
  const before = await listed(amira);
  const units = (await server.db.job(tenant, (tx) => catalog().units(tx, tenant))).filter((unit) => unit.package.moduleId === MODULE);
  await startsWithout(...units.map((unit) => unit.unitId));
  expect((await karin.call(linkChoices, await openLink())).choices.map((choice) => choice.id)).not.toContain(MODULE);
  expect(await listed(amira)).toEqual(expect.arrayContaining(before));
});

test('a unit that comes back is offered again', async () => {
  await startsWithout();
  expect(await offered()).toContain(UNIT);
  expect(await listed(amira)).toContain(UNIT);
  await karin.call(chooseTarget, await openLink(), { kind: 'unit', id: UNIT });
});

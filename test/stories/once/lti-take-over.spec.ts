import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PlatformPages, PlatformsService, TakeOver } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { auditOf, tenantOf } from '../../world/lti-client.js';
import { Pupils, UNIT, type Pupil } from '../../world/lti-pupils.js';

let server: TestServer;
let site: DemoSite;
let pupils: Pupils;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  pupils = await Pupils.of(server, 'lernwerk');
}, 180_000);
afterAll(() => server?.stop());

const pages = () => server.started.app.get(PlatformPages);
const admin = () => ({ tenant: pupils.tenant, person: null });

test('a tool that was deleted in Moodle and invited anew: the old registration says so, and its courses and people come over', async () => {
  const course = pupils.course();
  const who: Pupil = await pupils.add({ course });
  await pupils.earn(who, 70);
  await pupils.settle();
  const [old] = await pages().list(pupils.tenant);
  if (!old) throw new Error('no platform');
  expect([old.isClientUnknown, old.heardAt]).toEqual([false, server.clock.now().toISOString()]);

  // deleted, with its activities and columns, and invited anew
  const tool = { ...site.tool, id: '77', clientId: 'neu-eingeladen' };
  const { state } = site.platform;
  [state.tools, state.links, state.items] = [[tool], [], []];
  const { issuer, authUrl, tokenUrl, jwksUrl } = site;
  const wish = { issuer, clientId: tool.clientId, name: old.name, authUrl, tokenUrl, jwksUrl, audience: null, deployments: [{ deploymentId: tool.id }] };
  const fresh = await server.started.app.get(PlatformsService).register(pupils.tenant, wish, { state: 'active' });
  server.clock.advance(2 * 3_600_000);
  await pupils.earn(who, 80);
  await pupils.passback.drain();
  const both = await pages().list(pupils.tenant);
  expect(both.map((row) => [row.clientId, row.isClientUnknown, row.heardAt === null])).toEqual([
    [old.clientId, true, false],
    [tool.clientId, false, true],
  ]);

  const { twins } = await pages().page(pupils.tenant, fresh, 'de');
  expect(twins).toMatchObject([{ id: old.id, isClientUnknown: true }]);
  const { courses } = await server.started.app.get(TakeOver).take(admin(), fresh, old.id);
  expect(courses).toBe(twins[0]?.courses);
  expect([(await pages().page(pupils.tenant, fresh, 'de')).twins, (await pages().page(pupils.tenant, fresh, 'de')).holds.courses]).toEqual([[], courses]);
  expect((await auditOf(server, site)).at(-1)).toMatchObject({ event: 'platform.taken-over', details: { from: old.id, courses } });

  // the activity is made again in the same course: the same person at the same place, and the grade goes to the new column
  const places = () =>
    server.db.job(pupils.tenant, (tx) => tx.query<{ n: number }[]>('select count(*)::int as n from enrolment where person = $1', [who.person]));
  const before = await places();
  site.addLink({ key: 'wieder', course, title: 'Wieder da', custom: { unit: UNIT }, tool: tool.clientId });
  expect(await pupils.enter(who.name, 'wieder')).toBe(who.person);
  await pupils.settle();
  expect(await places()).toEqual(before);
  expect(site.gradebook.grade(site.person(who.name), site.gradebook.column(site.link('wieder')))?.score).toBe(80);
});

test('neither a platform of somebody else nor one of another address is taken over', async () => {
  const take = server.started.app.get(TakeOver);
  const [one, two] = await pages().list(pupils.tenant);
  const [foreign] = await pages().list(await tenantOf(server, server.site('bbs')));
  await expect(take.take(admin(), two?.id ?? '', foreign?.id ?? '')).rejects.toThrow('platform.unknown');
  await expect(take.take(admin(), one?.id ?? '', one?.id ?? '')).rejects.toThrow('platform.state');
});

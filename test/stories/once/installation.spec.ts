import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  addInstallationAdmin,
  addTenant,
  checkAddress,
  installationAdmins,
  removeInstallationAdmin,
  renameTenant,
  testMail,
  type AccountSession,
} from '#lotse/contract';
import { PlatformsService } from '#lotse/lti';
import { type AccountVisitor, AccountWorld, ADMIN_MAIL } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { launch, openSession } from '../../world/lti-client.js';

let server: TestServer;
let world: AccountWorld;
let admin: { who: AccountVisitor; mail: string };

beforeAll(async () => {
  server = await startForTest();
  world = await AccountWorld.open(server);
  admin = await world.join('admin');
}, 180_000);
afterAll(() => server?.stop());

test('an admin of one tenant makes no other and reaches no settings of all; who set Lotse up does both', async () => {
  const routes = [
    [addTenant, { kind: 'provider', name: 'Lernwerk Süd', locale: 'de' }],
    [checkAddress, {}],
    [testMail, { to: 'a@b.example' }],
    [installationAdmins, undefined],
    [addInstallationAdmin, { mail: admin.mail }],
  ] as const;
  for (const [route, body] of routes) expect([route.path, (await admin.who.to(route, body)).status]).toEqual([route.path, 403]);
  for (const [route, body] of routes.slice(1, 4)) expect([route.path, (await (await world.freshAdmin()).to(route, body)).status]).toEqual([route.path, 200]);
});

test('two tenants never have one name, whether made or renamed', async () => {
  const wiebke = await world.freshAdmin();
  for (const name of ['Lernwerk', ' lernwerk  NORD', 'Lernwerk\u200b Nord', 'Ｌernwerk Nord'])
    expect((await wiebke.to(addTenant, { kind: 'provider', name, locale: 'de' })).body.code).toBe('tenant.name-taken');
  expect((await wiebke.to(renameTenant, { name: 'LERNWERK' })).body.code).toBe('tenant.name-taken');
  await wiebke.must(renameTenant, { name: 'Lernwerk Nord' });
});

test('the right is given and taken away; the last one keeps it', async () => {
  const wiebke = await world.freshAdmin();
  expect((await wiebke.to(removeInstallationAdmin, {}, { personId: wiebke.personId })).body.code).toBe('installation.last');
  expect((await wiebke.to(addInstallationAdmin, { mail: 'niemand@amt.example' })).body.code).toBe('installation.no-account');
  await wiebke.must(addInstallationAdmin, { mail: admin.mail });
  const { rows } = await admin.who.must<{ rows: { mail: string; isMe: boolean }[] }>(installationAdmins);
  expect(rows.map((row) => [row.mail, row.isMe])).toEqual([
    [ADMIN_MAIL, false],
    [admin.mail, true],
  ]);
  await wiebke.must(removeInstallationAdmin, {}, { personId: admin.who.personId });
  expect((await admin.who.to(installationAdmins)).status).toBe(403);
});

test('a tenant that registers the issuer of another takes no login away from it', async () => {
  const made = await (await world.freshAdmin()).must<AccountSession>(addTenant, { kind: 'school', name: 'BBS am Rand', locale: 'de' });
  const tenant = made.tenants.find((one) => one.name === 'BBS am Rand')?.tenantId ?? '';
  const { issuer, name, authUrl, tokenUrl, jwksUrl } = server.site('lernwerk');
  const wish = { issuer, clientId: 'eingeschlichen', name, authUrl, tokenUrl, jwksUrl, deployments: [{ deploymentId: '1' }] };
  await server.started.app.get(PlatformsService).register(tenant, wish);
  const withoutClient = (fields: Record<string, string>) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'client_id'));
  const entered = await launch(server, server.site('lernwerk'), { fields: withoutClient });
  expect((await openSession(server, entered)).status).toBe(200);
});

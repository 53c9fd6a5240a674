import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  acceptInvitation,
  accountPage,
  addTenant,
  auditView,
  giveGrant,
  invitationTotp,
  invitations,
  invite,
  joinInvitation,
  lookInvitation,
  renewInvitation,
  resetLink,
  resumeAccount,
  revokeGrant,
  roster,
  startPage,
  tenantPeople,
  withdrawInvitation,
  type AccountSession,
  type TenantPerson,
} from '#lotse/contract';
import { ADMIN_MAIL, type AccountVisitor, AccountWorld, PASSWORD } from '../../world/account-visitor.js';
import { verified } from '../../world/audit.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Visitor } from '../../world/visitor.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let server: TestServer;
let wiebke: AccountVisitor;
let { browser, mailOf, inDays, freshAdmin, join, grantOf } = {} as AccountWorld;

beforeAll(async () => {
  server = await startForTest({ now: new Date('2026-11-22T09:00:00Z') });
  const world = await AccountWorld.open(server);
  ({ wiebke, browser, mailOf, inDays, freshAdmin, join, grantOf } = world);
}, 180_000);
afterAll(() => server?.stop());

test('an admin invites a second one, who chooses password and TOTP, signs in again another day, and is revoked', async () => {
  await freshAdmin();
  const mail = mailOf('jutta.behrens');
  const { token } = await wiebke.invite(mail, 'admin');
  const jutta = browser();
  expect(await jutta.must(lookInvitation, { token })).toMatchObject({ tenantName: 'Lernwerk Nord', role: 'admin', mail, hasAccount: false });
  const accepted = await jutta.accept(token, 'Jutta Behrens');
  expect(accepted.body).toMatchObject({ session: { name: 'Jutta Behrens', tenants: [{ name: 'Lernwerk Nord', roles: ['admin'] }] } });
  expect(jutta.recoveryCodes).toHaveLength(10);
  expect(new Set(jutta.recoveryCodes).size).toBe(10);

  server.clock.advance(26 * HOUR);
  expect((await jutta.to(tenantPeople)).status).toBe(401); // the first session is over
  expect((await jutta.signIn(mail)).status).toBe(200);
  const people = await jutta.must<{ rows: TenantPerson[]; total: number }>(tenantPeople);
  expect(people.rows.map((row) => [row.name, row.mail])).toContainEqual(['Wiebke Harms', ADMIN_MAIL]);

  await freshAdmin();
  await wiebke.must(revokeGrant, {}, { grantId: await grantOf(jutta.personId) });
  expect((await jutta.to(tenantPeople)).status).toBe(403);
  expect((await jutta.must<AccountSession>(resumeAccount)).tenants).toEqual([]);
  const audit = await wiebke.must<{ rows: { event: string; actor: string; subject: string | null }[] }>(auditView);
  expect(audit.rows.slice(0, 4).map((row) => [row.event, row.actor, row.subject])).toEqual([
    ['grant.revoked', 'Wiebke Harms', 'Jutta Behrens'],
    ['grant.given', 'Wiebke Harms', 'Jutta Behrens'],
    ['invitation.accepted', 'Jutta Behrens', null],
    ['invitation.made', 'Wiebke Harms', null],
  ]);
  expect((await verified(server)).faults).toEqual([]);
});

test('an invitation is good once, for a week, until it is withdrawn or renewed', async () => {
  await freshAdmin();
  const used = await wiebke.invite(mailOf('a'), 'office');
  expect((await browser().accept(used.token, 'A')).status).toBe(200);
  expect((await browser().to(lookInvitation, { token: used.token })).body.code).toBe('invitation.accepted');

  const [old, gone] = [await wiebke.invite(mailOf('b'), 'office'), await wiebke.invite(mailOf('c'), 'office')];
  const renewed = await wiebke.must<{ link: string }>(renewInvitation, {}, { invitationId: old.id });
  expect((await browser().to(lookInvitation, { token: old.token })).body.code).toBe('invitation.unknown');
  expect((await browser().to(lookInvitation, { token: renewed.link.split('#')[1] })).status).toBe(200);
  await wiebke.must(withdrawInvitation, {}, { invitationId: gone.id });
  expect((await browser().to(lookInvitation, { token: gone.token })).body.code).toBe('invitation.withdrawn');
  expect((await wiebke.to(withdrawInvitation, {}, { invitationId: gone.id })).status).toBe(404);
  server.clock.advance(7 * 24 * HOUR);
  expect((await browser().to(lookInvitation, { token: renewed.link.split('#')[1] })).body.code).toBe('invitation.expired');
  await freshAdmin();
  const { rows } = await wiebke.must<{ rows: { state: string }[] }>(invitations);
  expect(
    rows
      .slice(0, 3)
      .map((row) => row.state)
      .sort(),
  ).toEqual(['accepted', 'expired', 'withdrawn']);
});

test('two people with one invitation at once: one of them is in, and there is one account', async () => {
  await freshAdmin();
  const { token } = await wiebke.invite(mailOf('doppelt'), 'office');
  const answers = await Promise.all([browser().accept(token, 'Eins'), browser().accept(token, 'Zwei')]);
  // the second is refused: in the middle of the first (409), or once the invitation is used up (404)
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
  expect(answers.filter((one) => one.status === 409 || one.status === 404)).toHaveLength(1);
});

test('a foreign secret, a wrong code, a weak password or one factor alone open no account, and the invitation stays', async () => {
  await freshAdmin();
  const { token } = await wiebke.invite(mailOf('streng'), 'office');
  const who = browser();
  const offer = await who.must<{ secret: string; proof: string }>(invitationTotp, { token });
  const totp = { secret: offer.secret, proof: offer.proof, code: who.code(offer.secret) };
  const accept = async (more: object) => (await who.to(acceptInvitation, { token, name: 'Svenja', ...more })).body.code;
  expect(await accept({ password: PASSWORD })).toBe('credentials.missing');
  expect(await accept({ totp })).toBe('credentials.missing');
  expect(await accept({ password: 'Passwort1234', totp })).toBe('password.common');
  expect(await accept({ password: 'kurz', totp })).toBe('password.short');
  expect(await accept({ password: 'Svenja-streng', totp })).toBe('password.known');
  expect(await accept({ password: PASSWORD, totp: { ...totp, code: '000000' } })).toBe('totp.wrong');
  expect(await accept({ password: PASSWORD, totp: { ...totp, secret: 'A'.repeat(32) } })).toBe('totp.foreign');
  expect((await browser().accept(token, 'Svenja')).status).toBe(200);
});

test('what was revoked or has ended is gone with the next request; the last admin stays', async () => {
  const office = await join('office', inDays(10));
  const { who, mail } = await join('admin', inDays(20));
  await freshAdmin();
  expect((await who.to(tenantPeople)).status).toBe(200);
  await wiebke.must(revokeGrant, {}, { grantId: await grantOf(who.personId) });
  expect((await who.to(tenantPeople)).status).toBe(403);
  expect((await wiebke.to(revokeGrant, {}, { grantId: await grantOf(wiebke.personId) })).body.code).toBe('grant.last-admin');
  expect((await wiebke.to(giveGrant, { personId: who.personId, role: 'caseworker', reason: 'x', endsOn: null })).body.code).toBe('grant.end-missing');
  const again = { personId: who.personId, role: 'admin', reason: 'Vertretung', endsOn: inDays(0) };
  expect((await wiebke.to(giveGrant, again)).body.code).toBe('grant.needs-invitation');
  const { token } = await wiebke.invite(mail, 'admin', inDays(0));
  await who.must(joinInvitation, { token });
  expect((await who.to(tenantPeople)).status).toBe(200);
  server.clock.advance(11 * 24 * HOUR);
  await who.signIn((await who.to(accountPage)).body.mail as string);
  expect((await office.who.to(tenantPeople)).status).toBe(401);
});

test('grants of two tenants do not mix, and another tenant is not there', async () => {
  await freshAdmin();
  const other = await wiebke.must<AccountSession>(addTenant, { kind: 'school', name: 'BBS am Markt', locale: 'de' });
  const school = other.tenants.find((one) => one.name === 'BBS am Markt')?.tenantId ?? '';
  const { who, mail } = await join('admin');
  expect((await who.to(tenantPeople, undefined, { tenantId: school })).body.code).toBe('tenant.unknown');
  expect((await who.to(tenantPeople, undefined, { tenantId: randomUUID() })).body.code).toBe('tenant.unknown');

  // invited by the school as caseworker: joins with the account there is, and is no admin there
  const made = await wiebke.must<{ link: string }>(
    invite,
    { mail, role: 'caseworker', reason: 'Region Nord', endsOn: inDays(30), locale: 'de' },
    { tenantId: school },
  );
  const token = made.link.split('#')[1] ?? '';
  expect(await browser().must(lookInvitation, { token })).toMatchObject({ hasAccount: true });
  expect((await browser().accept(token, 'Zweites Konto')).body.code).toBe('account.exists');
  expect((await wiebke.to(joinInvitation, { token })).body.code).toBe('invitation.other-mail');
  const joined = await who.must<AccountSession>(joinInvitation, { token });
  expect(joined.tenants.map((one) => [one.name, one.roles])).toEqual([
    ['BBS am Markt', ['caseworker']],
    ['Lernwerk Nord', ['admin']],
  ]);
  expect((await who.to(joinInvitation, { token })).body.code).toBe('invitation.accepted');
  expect((await who.to(tenantPeople, undefined, { tenantId: school })).body.code).toBe('tenant.unknown');
  const seen = await wiebke.must<{ rows: TenantPerson[] }>(tenantPeople, undefined, { tenantId: school });
  expect(seen.rows.map((row) => row.grants.map((grant) => grant.role)).sort()).toEqual([['admin'], ['caseworker']]);
  for (const route of [revokeGrant, withdrawInvitation, resetLink]) {
    const foreign = { grantId: await grantOf(who.personId), invitationId: randomUUID(), personId: randomUUID(), tenantId: school };
    expect((await wiebke.to(route, {}, foreign)).status).toBe(404);
  }
});

test('a launch gives no granted role, and an account none of a course', async () => {
  const karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  for (const path of [tenantPeople.path, invitations.path, auditView.path])
    expect((await karin.ask('GET', path.replace(':tenantId', wiebke.tenantId))).status).toBe(403);
  expect((await karin.ask('GET', accountPage.path)).status).toBe(403);
  await freshAdmin();
  for (const route of [startPage, roster]) expect((await wiebke.ask('GET', route.path.replace(':enrolmentId', karin.enrolmentId))).status).toBe(403);
  expect((await wiebke.ask('PUT', '/api/preferences', { locale: 'de', textLevel: 'plain', theme: 'auto' })).status).toBe(403);
  // one's cookie is worth nothing in the other's place
  const cookie = wiebke.cookies.get('__Host-lotse-account') ?? '';
  const crossed = await browser().ask('POST', '/api/session/resume', { enrolmentId: karin.enrolmentId }, { cookie: `__Host-lotse=${cookie}` });
  expect([crossed.status, crossed.body.code]).toEqual([401, 'session.none']);
});

test('addresses in links come from the settings, whatever the Host header says', async () => {
  await freshAdmin();
  const path = invite.path.replace(':tenantId', wiebke.tenantId);
  const body = { mail: mailOf('host'), role: 'office', reason: 'x', endsOn: null, locale: 'de' };
  const made = await server.started.app.inject({
    method: 'POST',
    url: path,
    headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', origin: server.url, 'x-lotse': '1', authorization: `Bearer ${wiebke.token}` },
    payload: body,
  });
  expect(made.statusCode).toBe(200);
  expect(made.body).toContain(`${server.url}/a/invitation#`);
  expect(made.body).not.toContain('evil');
});

test('pages of accounts and of the set-up are framed by nobody', async () => {
  for (const path of ['/a', '/a/invitation', '/a/t/x/people', '/setup']) {
    const page = await fetch(server.url + path);
    expect([path, page.status]).toEqual([path, 200]);
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
  }
});

test('no name, address, password, code, secret or token of all this stands in the log or in clear in the database', async () => {
  const log = server.log.join('\n');
  const words = [
    'Wiebke',
    'Harms',
    'lernwerk.example',
    'amt.example',
    PASSWORD,
    'Möwen',
    wiebke.secret,
    wiebke.token,
    wiebke.recoveryCodes[0] ?? 'x',
    ...wiebke.cookies.values(),
  ];
  for (const word of words) expect(log.includes(word)).toBe(false);
  const rows = await server.db.gate('account', async (tx) => {
    const texts: string[] = [];
    for (const table of ['account', 'passkey', 'recovery_code', 'invitation', 'password_reset', 'login_step', 'login_failure', 'known_device', 'session'])
      texts.push(...(await tx.query<{ t: string }[]>(`select t::text as t from ${table} t`)).map((row) => row.t));
    return texts.join('\n');
  });
  const hex = (text: string) => Buffer.from(text).toString('hex');
  for (const word of words) expect([word, rows.includes(word) || rows.includes(hex(word))]).toEqual([word, false]);
});

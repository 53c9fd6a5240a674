import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Seal } from '#lotse/base';
import * as contract from '#lotse/contract';
import { ResetsService } from '#lotse/people';
import { type AccountVisitor } from '../../world/account-visitor.js';
import { asOwner } from '../../world/as-owner.js';
import { everythingHeld, keepBackup, lost, restoreBackup, tablesWith, type Dump } from '../../world/everything-held.js';
import { contact } from '../../world/office-world.js';
import { ReportWorld } from '../../world/report-world.js';

const [NAME, MAIL] = ['Kanarie Kontakt', 'kanarie.kontakt@haus.example'];
let world: ReportWorld;
let own: string;
let kanarie: AccountVisitor;
let out: { reportId: string; releaseId: string };
beforeAll(async () => {
  // with a mail server, which nothing is sent to here: the timers stand still
  world = await ReportWorld.open(undefined, { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'lotse@haus.example' });
  own = world.wiebke.tenantId;
  await world.admin();
  world.wiebke.tenantId = world.tenantId;
  kanarie = await world.join('caseworker', NAME);
  out = await world.released(kanarie);
  await kanarie.must(contract.askQuestion, { text: 'Kanarienfrage' }, out);
  await kanarie.must(contract.askReset, { mail: MAIL });
  await world.server.started.app.get(ResetsService).settled();
}, 240_000);
afterAll(() => world?.server.stop());

const admin = () => world.wiebke;
const freshAdmin = async () => {
  world.server.clock.advance(60_000);
  const [tenantId] = [admin().tenantId];
  expect((await admin().signIn('wiebke.harms@lernwerk.example')).status).toBe(200);
  admin().tenantId = tenantId;
};
const person = async (who: AccountVisitor) => {
  const { rows } = await admin().must<{ rows: contract.TenantPerson[] }>(contract.tenantPeople);
  return rows.find((row) => row.personId === who.personId);
};
const revoke = async (who: AccountVisitor) => {
  for (const grant of (await person(who))?.grants.filter((one) => one.live) ?? []) await admin().must(contract.revokeGrant, {}, { grantId: grant.id });
};
const erase = (who: AccountVisitor, name: string) => admin().must<contract.Erasure>(contract.erasePerson, { name }, { personId: who.personId });
const ofPerson = (dump: Dump, who: AccountVisitor) => tablesWith(dump, who.personId).sort();

test('a caseworker is erased: account, ways in, mails, questions and copies go, and the key is destroyed', async () => {
  const before = await everythingHeld(world.server);
  expect(tablesWith(before, MAIL)).toEqual(expect.arrayContaining(['account', 'invitation', 'outbox']));
  expect(tablesWith(before, NAME)).toEqual(expect.arrayContaining(['account', 'identity', 'release', 'question']));
  const mails = (before.get('outbox') ?? []).filter((row) => row.includes(MAIL)).map((row) => (JSON.parse(row) as { kind: string }).kind);
  expect([...new Set(mails)].sort()).toEqual(['invitation', 'reset', 'waiting']);
  const [sealed] = await asOwner(world.server, (query) => query(`select mail from account where person = $1`, [kanarie.personId]));
  // as mails were written before they said whom they are for
  await asOwner(world.server, (query) => query(`update outbox set about = null where kind = 'waiting'`));
  await keepBackup(world.server);
  await revoke(kanarie);
  await erase(kanarie, NAME);
  const after = await everythingHeld(world.server);
  for (const text of [NAME, MAIL, 'Kanarienfrage']) expect([text, tablesWith(after, text)]).toEqual([text, []]);
  expect(ofPerson(after, kanarie)).toEqual(['audit', 'erasure', 'release', 'role_grant']);
  const open = world.server.db.as({ person: kanarie.personId, tenant: null }, (tx) =>
    new Seal(world.server.settings.key ?? '', world.server.clock).open(
      tx,
      { kind: 'person', id: kanarie.personId },
      { table: 'account', row: kanarie.personId, column: 'mail' },
      (sealed as { mail: Buffer }).mail,
    ),
  );
  await expect(open).rejects.toThrow('the key of a sealed value is gone');
});

test('after it the report opens as before, and lists show the person no more', async () => {
  expect((await world.page(out.reportId)).questions).toEqual([]);
  expect(await person(kanarie)).toBeUndefined();
  expect((await kanarie.to(contract.accountPage)).status).toBe(401);
  expect((await admin().to(contract.auditView)).status).toBe(200);
  world.server.clock.advance(60_000);
  expect((await kanarie.first(MAIL)).body.code).toBe('login.wrong'); // as for every unknown address
});

test('a backup of the data without the ring of keys comes back: what was sealed for the caseworker is dead, and erased again', async () => {
  await restoreBackup(world.server, ['key_ring']);
  const dead = await everythingHeld(world.server);
  expect(tablesWith(dead, kanarie.personId)).toContain('account');
  expect((dead.get('account') ?? []).filter((row) => row.includes(MAIL))).toEqual([]); // its key is not there any more
  await world.server.restart();
  expect(ofPerson(await everythingHeld(world.server), kanarie)).toEqual(['audit', 'erasure', 'release', 'role_grant']);
  await world.signIn('companion', world.bernd);
  await world.signIn('office', world.heike);
  await freshAdmin();
});

test('somebody with an account at two tenants is erased in one: the account stays, and nobody is told of the other', async () => {
  const both = await world.join('office', 'Zwei Häuser');
  const made = await admin().must<{ link: string }>(
    contract.invite,
    { mail: 'zwei.h.user@haus.example', role: 'office', reason: 'Test', endsOn: null, locale: 'de' },
    { tenantId: own },
  );
  await both.must(contract.joinInvitation, { token: made.link.split('#')[1] ?? '' });
  await revoke(both);
  const told = await erase(both, 'Zwei Häuser');
  const alone = await world.join('office', 'Ein Haus');
  await revoke(alone);
  const kinds = (lines: contract.HeldData[]) => lines.map((one) => one.kind);
  const other = await erase(alone, 'Ein Haus');
  expect(kinds(told.gone)).toEqual(kinds(other.gone));
  const after = await everythingHeld(world.server);
  expect(ofPerson(after, alone)).toEqual(['audit', 'erasure', 'role_grant']);
  expect(ofPerson(after, both)).toEqual(expect.arrayContaining(['account', 'identity', 'key_ring', 'person', 'session']));
  expect((await both.must<contract.AccountPage>(contract.accountPage)).name).toBe('Zwei Häuser');
});

test('a companion is erased: the contact stays by name where a participation names it, without account, phone and mail', async () => {
  const [named, unnamed] = [await world.join('companion', 'Nora Nannte'), await world.join('companion', 'Uwe Unbenannt')];
  await world.heike.must(contract.addStaff, { ...contact('Uwe Unbenannt', unnamed.personId) });
  await world.makeDeputy(named, world.participation);
  for (const [who, name] of [
    [named, 'Nora Nannte'],
    [unnamed, 'Uwe Unbenannt'],
  ] as const) {
    await revoke(who);
    await erase(who, name);
  }
  const before = await everythingHeld(world.server);
  expect(tablesWith(before, 'Uwe Unbenannt')).toEqual([]);
  const deputy = (before.get('staff_contact') ?? []).find((row) => row.includes('"name":"Vertretung"'));
  expect(JSON.parse(deputy ?? '{}')).toMatchObject({ person: null, phone: null, email: null });
  const view = await world.heike.must<contract.ParticipationView>(contract.officeParticipation, undefined, world.participation as never);
  expect(view.deputy?.name).toBe('Vertretung');
  expect(lost(before, await everythingHeld(world.server)).filter((one) => !['session'].includes(one.table))).toEqual([]);
});

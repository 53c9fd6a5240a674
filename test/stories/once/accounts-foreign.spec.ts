import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  accountPage,
  addTenant,
  askReset,
  changePassword,
  finishReset,
  giveGrant,
  joinInvitation,
  newRecoveryCodes,
  resetLink,
  revokeGrant,
  tenantPeople,
  type AccountSession,
  type TenantPerson,
} from '#lotse/contract';
import { Due } from '#lotse/base';
import { ResetsService } from '#lotse/people';
import { type AccountVisitor, AccountWorld, PASSWORD } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { PostOffice, type Letter } from '../../world/post-office.js';

let server: TestServer;
let office: PostOffice;
let wiebke: AccountVisitor;
let { browser, inDays, freshAdmin, join } = {} as AccountWorld;
let school = '';

beforeAll(async () => {
  office = await PostOffice.open();
  server = await startForTest({ demo: false, env: office.env });
  ({ wiebke, browser, inDays, freshAdmin, join } = await AccountWorld.open(server));
  const made = await (await freshAdmin()).must<AccountSession>(addTenant, { kind: 'school', name: 'BBS am Markt', locale: 'de' });
  school = made.tenants.find((one) => one.name === 'BBS am Markt')?.tenantId ?? '';
}, 180_000);
afterAll(async () => {
  await server?.stop();
  await office?.close();
});

async function mails(): Promise<Letter[]> {
  await server.started.app.get(ResetsService).settled();
  await server.started.app.get(Due).run();
  return office.letters.splice(0);
}
const tokenIn = (letter: Letter | undefined) => /\/a\/reset#([\w-]{43})/.exec(letter?.text ?? '')?.[1] ?? '';
const about = async (tenantId: string, personId: string) =>
  (await wiebke.must<{ rows: TenantPerson[] }>(tenantPeople, undefined, { tenantId })).rows.find((row) => row.personId === personId);
const grantIn = async (tenantId: string, personId: string) => (await about(tenantId, personId))?.grants.find((grant) => grant.live)?.id ?? '';

/** A caseworker of the provider who has a role at the school, too. */
async function ofTwo(): Promise<{ who: AccountVisitor; mail: string }> {
  const { who, mail } = await join('caseworker', inDays(100));
  const wish = { mail, role: 'caseworker', reason: 'Region Nord', endsOn: inDays(30), locale: 'de' };
  const { link } = await (
    await freshAdmin()
  ).must<{ link: string }>({ method: 'POST', path: '/api/tenants/:tenantId/invitations' }, wish, { tenantId: school });
  await who.must(joinInvitation, { token: link.split('#')[1] });
  await mails();
  return { who, mail };
}

test('a former tenant makes no link, sees no address and gives no role behind the back of somebody who has left', async () => {
  const { who, mail } = await ofTwo();
  expect(await about(school, who.personId)).toMatchObject({ mail });
  await wiebke.must(revokeGrant, {}, { tenantId: school, grantId: await grantIn(school, who.personId) });
  expect(await about(school, who.personId)).toMatchObject({ mail: null, hasAccount: true });
  expect((await wiebke.to(resetLink, {}, { tenantId: school, personId: who.personId })).body.code).toBe('person.unknown');
  const wish = { personId: who.personId, role: 'caseworker', reason: 'noch einmal', endsOn: inDays(3) };
  expect((await wiebke.to(giveGrant, wish, { tenantId: school })).body.code).toBe('grant.needs-invitation');
  expect(await about(school, who.personId)).toMatchObject({ mail: null });
});

test('an account of two tenants gets its link by mail, and no admin sees it; the owner is told when the password has changed', async () => {
  const { who, mail } = await ofTwo();
  const made = await wiebke.must<{ link: string | null }>(resetLink, {}, { personId: who.personId });
  expect(made.link).toBeNull();
  const [letter, ...others] = await mails();
  expect([letter?.to, others]).toEqual([mail, []]);
  expect((await browser().to(finishReset, { token: tokenIn(letter), password: 'acht Möwen am Kai' })).status).toBe(200);
  const [told] = await mails();
  expect(told).toMatchObject({ to: mail, text: expect.stringContaining('geändert') });
});

test('a link that was handed out ends when the person gets a role elsewhere, or loses the one here', async () => {
  const { who, mail } = await join('caseworker', inDays(100));
  const link = async () => ((await wiebke.must<{ link: string }>(resetLink, {}, { personId: who.personId })).link ?? '').split('#')[1];
  const first = await link();
  const wish = { mail, role: 'caseworker', reason: 'Region Nord', endsOn: inDays(30), locale: 'de' };
  const path = { method: 'POST', path: '/api/tenants/:tenantId/invitations' } as const;
  const invited = await wiebke.must<{ link: string }>(path, wish, { tenantId: school });
  await who.must(joinInvitation, { token: invited.link.split('#')[1] });
  expect((await browser().to(finishReset, { token: first, password: 'acht Möwen am Kai' })).body.code).toBe('reset.over');
  await wiebke.must(revokeGrant, {}, { tenantId: school, grantId: await grantIn(school, who.personId) });
  const second = await link();
  await wiebke.must(revokeGrant, {}, { grantId: await grantIn(wiebke.tenantId, who.personId) });
  expect((await browser().to(finishReset, { token: second, password: 'acht Möwen am Kai' })).body.code).toBe('reset.over');
  await mails();
});

test('an old link ends with each change of how one signs in, and every change is told by mail', async () => {
  const { who, mail } = await join('office');
  await mails();
  const asked = async () => {
    await browser().must(askReset, { mail });
    return tokenIn((await mails()).find((letter) => letter.to === mail));
  };
  const changes = [() => who.must(changePassword, { current: PASSWORD, next: 'elf Taue im Wind' }), () => who.must(newRecoveryCodes, {})];
  for (const change of changes) {
    const token = await asked();
    await change();
    expect((await mails()).map((letter) => [letter.to, /geändert/.test(letter.text)])).toEqual([[mail, true]]);
    expect((await browser().to(finishReset, { token, password: 'zwölf Segel im Sturm' })).body.code).toBe('reset.over');
  }
  expect((await who.to(accountPage)).status).toBe(200);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  accountPage,
  askReset,
  changePassword,
  endAccount,
  endAllSessions,
  endMySession,
  finishReset,
  login,
  loginSecond,
  newRecoveryCodes,
  resetLink,
  resumeAccount,
  saveTotp,
  myTotp,
  type AccountPage,
} from '#lotse/contract';
import { PasswordsService } from '#lotse/people';
import { DataSource } from 'typeorm';
import { type AccountVisitor, AccountWorld, PASSWORD } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let server: TestServer;
let wiebke: AccountVisitor;
let { browser, mailOf, inDays, freshAdmin, join } = {} as AccountWorld;

beforeAll(async () => {
  server = await startForTest();
  const world = await AccountWorld.open(server);
  ({ wiebke, browser, mailOf, inDays, freshAdmin, join } = world);
}, 180_000);
afterAll(() => server?.stop());

test('a code of the app counts once; the one before and the next are taken, older ones not', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(5 * MINUTE);
  const code = who.code();
  expect((await who.signIn(mail, code)).status).toBe(200);
  expect((await who.signIn(mail, code)).body.code).toBe('login.code');
  server.clock.advance(30_000);
  expect((await who.signIn(mail, code)).body.code).toBe('login.code');
  const early = who.code();
  server.clock.advance(30_000);
  expect((await who.signIn(mail, early)).status).toBe(200);
  const old = who.code();
  server.clock.advance(90_000);
  expect((await who.signIn(mail, old)).body.code).toBe('login.code');
});

test('two sign-ins with the same code at the same moment: one is in', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(MINUTE);
  const code = who.code();
  const tickets = [await who.first(mail), await who.first(mail)];
  const answers = await Promise.all(tickets.map((first) => who.to(loginSecond, { ticket: first.body.ticket, code })));
  expect(answers.map((one) => one.status).sort()).toEqual([200, 401]);
});

test('a recovery code signs in once; new ones replace all old ones', async () => {
  const { who, mail } = await join('office');
  const [first, second] = who.recoveryCodes as [string, string];
  expect((await who.signIn(mail, first.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
  expect((await who.signIn(mail, first)).body.code).toBe('login.code');
  expect((await who.must<AccountPage>(accountPage)).recoveryLeft).toBe(9);
  const { codes } = await who.must<{ codes: string[] }>(newRecoveryCodes);
  expect((await who.signIn(mail, second)).body.code).toBe('login.code');
  expect((await who.signIn(mail, codes[0])).status).toBe(200);
});

test('a sign-in goes on only in its own browser, for ten minutes and five codes', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(MINUTE);
  const first = await who.first(mail);
  expect((await browser().to(loginSecond, { ticket: first.body.ticket, code: who.code() })).body.code).toBe('login.over');
  expect((await who.to(loginSecond, { ticket: first.body.ticket, code: who.code() })).status).toBe(200);
  const late = await who.first(mail);
  server.clock.advance(11 * MINUTE);
  expect((await who.to(loginSecond, { ticket: late.body.ticket, code: who.code() })).body.code).toBe('login.over');
  const many = await who.first(mail);
  for (let i = 0; i < 5; i++) {
    expect((await who.to(loginSecond, { ticket: many.body.ticket, code: '000000' })).status).toBeGreaterThanOrEqual(401);
    server.clock.advance(6 * MINUTE * (i === 4 ? 0 : 0.1));
  }
  expect((await who.to(loginSecond, { ticket: many.body.ticket, code: who.code() })).body.code).toBe('login.over');
});

test('known and unknown addresses get the same answers after the same work, also in a row of wrong tries', async () => {
  const { mail } = await join('office');
  const passwords = server.started.app.get(PasswordsService);
  const attempt = async (address: string) => {
    const who = browser();
    const seen: unknown[] = [];
    for (let i = 0; i < 7; i++) {
      const before = passwords.comparisons;
      const { status, body, headers } = await who.to(login, { mail: address, password: 'ganz und gar falsch' });
      const names = [...headers.keys()].filter((name) => name !== 'set-cookie').sort();
      seen.push([status, { ...body, requestId: '' }, names, passwords.comparisons - before]);
    }
    const reset = await who.to(askReset, { mail: address });
    return [...seen, reset.status, reset.body];
  };
  const [known, unknown] = [await attempt(mail), await attempt(mailOf('niemand'))];
  expect(unknown).toEqual(known);
  expect(known[0]).toEqual([401, { kind: 'signed-out', code: 'login.wrong', requestId: '' }, expect.anything(), 1]);
  expect(known[6]).toEqual([429, expect.objectContaining({ code: 'login.wait' }), expect.anything(), 0]);
});

/** Every statement that the database gets while something is asked, told by TypeORM's own log. */
async function statements(act: () => Promise<unknown>): Promise<string[]> {
  const ds = server.started.app.get(DataSource);
  const [old, seen] = [ds.logger, [] as string[]];
  const quiet = () => undefined;
  const logQuery = (sql: string) => void seen.push(sql.replace(/'[^']*'/g, '?'));
  ds.logger = { logQuery, logQueryError: quiet, logQuerySlow: quiet, logSchemaBuild: quiet, logMigration: quiet, log: quiet };
  await act().finally(() => (ds.logger = old));
  return seen;
}

test('a wrong password and an invitation cost the same statements, whether the address is known or not', async () => {
  const { mail } = await join('office');
  const who = browser();
  const tried = (address: string) => statements(() => who.to(login, { mail: address, password: 'ganz und gar falsch' }));
  const [known, unknown] = [await tried(mail), await tried(mailOf('niemand'))];
  expect(known.length).toBeGreaterThan(4);
  expect(unknown).toEqual(known);
  const admin = await freshAdmin();
  await admin.invite(mailOf('zuvor'), 'office'); // the tenant's key is looked up anew
  const invited = (address: string) => statements(() => admin.invite(address, 'office'));
  const [again, first] = [await invited(mail), await invited(mailOf('neu'))];
  expect(first.length).toBeGreaterThan(4);
  expect(first).toEqual(again);
});

test('twenty wrong tries slow strangers down and nobody else; it never becomes a lock', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(MINUTE);
  const stranger = browser();
  const codes: unknown[] = [];
  for (let i = 0; i < 20; i++) {
    const answer = await stranger.first(mail, 'ganz und gar falsch');
    codes.push(answer.body.code);
    if (answer.status === 429) server.clock.advance(Number((answer.body.details as { seconds: number }).seconds) * 1000);
  }
  expect(codes.filter((code) => code === 'login.wrong').length).toBeLessThan(14);
  expect((await stranger.first(mail)).body.code).toBe('login.wait');
  expect((await who.signIn(mail)).status).toBe(200); // a browser of their own
  server.clock.advance(5 * MINUTE);
  stranger.secret = who.secret;
  expect((await stranger.signIn(mail)).status).toBe(200); // the right password after the wait
});

test('a hundred tries at once are not a hundred guesses', async () => {
  const { mail } = await join('office');
  const passwords = server.started.app.get(PasswordsService);
  const before = passwords.comparisons;
  await Promise.all(Array.from({ length: 100 }, () => browser().first(mail, 'ganz und gar falsch')));
  expect(passwords.comparisons - before).toBeLessThanOrEqual(5);
});

test('a reset link works once, for an hour; it ends all sessions and leaves the second factor alone', async () => {
  const { who, mail } = await join('office');
  await freshAdmin();
  const made = await wiebke.must<{ link: string }>(resetLink, {}, { personId: who.personId });
  const token = made.link.split('#')[1];
  expect(made.link).toMatch(new RegExp(`^${server.url}/a/reset#`));
  const reset = browser();
  expect((await reset.to(finishReset, { token, password: 'passwort1234' })).body.code).toBe('password.common');
  expect((await reset.to(finishReset, { token, password: 'acht Möwen am Kai' })).status).toBe(200);
  expect((await reset.to(finishReset, { token, password: 'neun Möwen am Kai' })).body.code).toBe('reset.over');
  expect((await who.to(accountPage)).status).toBe(401);
  expect((await who.first(mail)).body.code).toBe('login.wrong');
  const first = await reset.first(mail, 'acht Möwen am Kai');
  expect((await reset.to(loginSecond, { ticket: first.body.ticket, code: '000000' })).body.code).toBe('login.code');
  expect((await reset.to(loginSecond, { ticket: first.body.ticket, code: who.code() })).status).toBe(200);

  const late = await wiebke.must<{ link: string }>(resetLink, {}, { personId: who.personId });
  server.clock.advance(HOUR);
  expect((await reset.to(finishReset, { token: late.link.split('#')[1], password: 'zehn Möwen am Kai' })).body.code).toBe('reset.over');
  await freshAdmin();
  expect((await wiebke.to(resetLink, {}, { personId: randomUUID() })).status).toBe(404);
});

test('the cookie is locked in; leaving ends the session and clears the browser', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(MINUTE);
  const answer = await who.signIn(mail);
  const line = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-lotse-account='));
  for (const word of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(line).toContain(word);
  expect(line).not.toMatch(/Domain|Max-Age|Expires/);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  const left = await who.to(endAccount, {});
  expect(left.headers.get('clear-site-data')).toContain('"storage"');
  expect((await who.to(accountPage)).status).toBe(401);
  expect((await who.to(resumeAccount, {})).status).toBe(401);
});

test('people see their sessions, end one, and all of them', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(MINUTE);
  const phone = browser();
  phone.secret = who.secret;
  expect((await phone.signIn(mail)).status).toBe(200);
  const { sessions } = await who.must<AccountPage>(accountPage);
  expect(sessions.map((one) => one.current).sort()).toEqual([false, true]);
  const other = sessions.find((one) => !one.current)?.id ?? '';
  const stranger = await join('office');
  expect((await stranger.who.to(endMySession, undefined, { sessionId: other })).status).toBe(404);
  await who.must(endMySession, undefined, { sessionId: other });
  expect((await phone.to(accountPage)).status).toBe(401);
  server.clock.advance(MINUTE);
  await phone.signIn(mail);
  await phone.must(endAllSessions);
  for (const one of [who, phone]) expect((await one.to(accountPage)).status).toBe(401);
});

test('a session ends after its rest: two hours, half an hour for caseworkers, twelve hours in any case', async () => {
  const [office, amt] = [await join('office'), await join('caseworker', inDays(100))];
  server.clock.advance(29 * MINUTE);
  expect((await amt.who.to(accountPage)).status).toBe(200);
  server.clock.advance(31 * MINUTE);
  expect((await amt.who.to(accountPage)).status).toBe(401);
  for (let hour = 1; hour < 11; hour++) {
    expect((await office.who.to(accountPage)).status).toBe(200);
    server.clock.advance(HOUR);
  }
  expect((await office.who.to(accountPage)).status).toBe(200);
  server.clock.advance(HOUR + MINUTE);
  expect((await office.who.to(accountPage)).status).toBe(401);
  const rested = await join('office');
  server.clock.advance(2 * HOUR + 1000);
  expect((await rested.who.to(accountPage)).status).toBe(401);
});

test('how one signs in is changed only soon after signing in; a new password ends the other sessions', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(16 * MINUTE);
  for (const [route, body] of [
    [changePassword, { current: PASSWORD, next: 'elf Taue im Wind' }],
    [newRecoveryCodes, {}],
    [myTotp, {}],
  ] as const)
    expect((await who.to(route, body)).body.code).toBe('login.too-old');
  await who.signIn(mail);
  expect((await who.to(changePassword, { current: 'falsch', next: 'elf Taue im Wind' })).body.code).toBe('password.wrong');
  await who.must(changePassword, { current: PASSWORD, next: 'elf Taue im Wind' });
  expect((await who.first(mail)).body.code).toBe('login.wrong');
  expect((await who.first(mail, 'elf Taue im Wind')).status).toBe(200);
  const offer = await who.must<{ secret: string; proof: string }>(myTotp);
  const wish = { secret: offer.secret, proof: offer.proof };
  expect((await who.to(saveTotp, { ...wish, code: who.code() })).body.code).toBe('totp.wrong');
  await who.must(saveTotp, { ...wish, code: who.code(offer.secret) });
});

test('many sign-ins begun with the right password are not many times five codes: wrong ones slow the next down, and a right one waits, too', async () => {
  const { who, mail } = await join('office');
  server.clock.advance(MINUTE);
  const thief = browser();
  const tickets: unknown[] = [];
  for (let i = 0; i < 8; i++) tickets.push((await thief.first(mail)).body.ticket);
  expect((await thief.to(loginSecond, { ticket: tickets[0], code: who.code() })).body.code).toBe('login.over'); // one open step
  const answers: unknown[] = [];
  for (let i = 0; i < 5; i++) answers.push((await thief.to(loginSecond, { ticket: tickets[7], code: '000000' })).body.code);
  expect(answers).toEqual([...Array<string>(4).fill('login.code'), 'login.wait']);
  expect((await thief.to(loginSecond, { ticket: tickets[7], code: who.code() })).body.code).toBe('login.wait');
  expect((await thief.to(loginSecond, { ticket: tickets[7], code: who.recoveryCodes[0] })).body.code).toBe('login.wait');
  expect((await who.signIn(mail)).status).toBe(200); // in a browser of their own
});

test('guessing the old password in a session that was left open is slowed down', async () => {
  const { who } = await join('office');
  const codes: unknown[] = [];
  for (let i = 0; i < 6; i++) codes.push((await who.to(changePassword, { current: 'geraten', next: 'elf Taue im Wind' })).body.code);
  expect(codes).toEqual([...Array<string>(4).fill('password.wrong'), 'login.wait', 'login.wait']);
});

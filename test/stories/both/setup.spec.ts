import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { addTenant, checkAddress, setupAdmin, setupState, setupTenant, setupTotp, testMail } from '#lotse/contract';
import { AccountVisitor, PASSWORD } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { freePort } from '../../world/ports.js';

let server: TestServer;
const tokenOf = () => server.started.setupUrl?.split('#')[1] ?? '';

beforeEach(async () => {
  server = await startForTest({ demo: false });
}, 120_000);
afterEach(() => server?.stop());
afterAll(() => undefined);

const admin = async (visitor: AccountVisitor, mail = 'wiebke.harms@lernwerk.example') => {
  const token = tokenOf();
  const offer = await visitor.to(setupTotp, { token, mail });
  if (offer.status !== 200) return offer;
  visitor.secret = offer.body.secret as string;
  const totp = { secret: visitor.secret, proof: offer.body.proof, code: visitor.code() };
  return visitor.to(setupAdmin, { token, mail, name: 'Wiebke Harms', locale: 'de', password: PASSWORD, totp });
};

test('the first start prints a link; with it come the first admin and tenant; then it is used up and no start prints one again', async () => {
  expect(server.started.setupUrl).toMatch(new RegExp(`^${server.url}/setup#[\\w-]{43}$`));
  const token = tokenOf();
  const wiebke = await new AccountVisitor(server).setUp();
  expect(wiebke.recoveryCodes).toHaveLength(10);
  expect((await new AccountVisitor(server).to(setupState, { token })).body.code).toBe('setup.over');
  expect((await new AccountVisitor(server).to(setupTotp, { token, mail: 'x@y.example' })).body.code).toBe('setup.over');
  const [row] = await server.db.gate('setup', (tx) =>
    tx.query<{ n: number }[]>(`select count(*)::int as n from setup_link where token_hash::text like $1`, [`%${token}%`]),
  );
  expect(row?.n).toBe(0);
  await server.restart();
  expect(server.started.setupUrl).toBeNull();
  // the new tenant has its content without a restart, and its first audit entries
  const events = await server.db.job(wiebke.tenantId, (tx) => tx.query<{ event: string }[]>('select event from audit order by seq'));
  expect(events.map((one) => one.event)).toEqual(['tenant.made', 'grant.given']);
  const units = await server.db.job(wiebke.tenantId, (tx) => tx.query<{ id: string }[]>('select unit_id as id from publication'));
  expect(units.map((unit) => unit.id)).toContain('wiso-ausbildungsvertrag');
  // a draft is for authors: no start publishes it here
  expect(units.map((unit) => unit.id)).not.toContain('aufgabenarten-alle');
});

test('each step can be left: after a restart a new link goes on, the old one is dead', async () => {
  const old = tokenOf();
  expect((await admin(new AccountVisitor(server))).status).toBe(200);
  expect((await new AccountVisitor(server).to(setupState, { token: old })).body).toEqual({ step: 'tenant' });
  await server.restart();
  const fresh = tokenOf();
  expect(fresh).not.toBe(old);
  expect((await new AccountVisitor(server).to(setupState, { token: old })).body.code).toBe('setup.over');
  // the admin made before signs in and goes on …
  const wiebke = new AccountVisitor(server);
  expect((await admin(wiebke)).status).toBe(200); // … or begins anew with the same address
  server.clock.advance(60_000);
  const again = new AccountVisitor(server);
  again.secret = wiebke.secret;
  expect((await again.signIn('wiebke.harms@lernwerk.example')).status).toBe(200);
  expect((await again.to(setupTenant, { token: fresh, kind: 'school', name: 'BBS', locale: 'de' })).status).toBe(200);
});

test('the link is over after a day', async () => {
  server.clock.advance(24 * 3600_000 + 1);
  expect((await new AccountVisitor(server).to(setupState, { token: tokenOf() })).body.code).toBe('setup.over');
});

test('of two set-ups at once one wins, and nobody but its admin goes on', async () => {
  const [a, b] = [new AccountVisitor(server), new AccountVisitor(server)];
  const answers = await Promise.all([admin(a, 'a@lernwerk.example'), admin(b, 'b@lernwerk.example')]);
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
  expect(answers.find((one) => one.status === 409)?.body.code).toBe('setup.taken');
  expect((await new AccountVisitor(server).to(setupTenant, { token: tokenOf(), kind: 'school', name: 'X', locale: 'de' })).status).toBe(401);
  const [row] = await server.db.gate('account', (tx) => tx.query<{ n: number }[]>('select count(*)::int as n from account'));
  expect(row?.n).toBe(1);
});

test('the same step twice at once makes one tenant', async () => {
  const token = tokenOf();
  const wiebke = new AccountVisitor(server);
  const opened = await admin(wiebke);
  wiebke.take(opened.body.session as never);
  const wish = { token, kind: 'provider', name: 'Lernwerk', locale: 'de' };
  const answers = await Promise.all([1, 2, 3].map(() => wiebke.to(setupTenant, wish)));
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1);
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ n: number }[]>('select count(*)::int as n from tenant'));
  expect(row?.n).toBe(1);
});

test('the address check tells what it sees; the mail test says when no mail server is set', async () => {
  const wiebke = await new AccountVisitor(server).setUp();
  expect((await wiebke.must(checkAddress)).checks).toEqual([
    { code: 'https.local', state: 'look' },
    { code: 'browser.good', state: 'good' },
    { code: 'reach.good', state: 'good' },
    { code: 'sender.good', state: 'good' },
  ]);
  expect((await wiebke.to(testMail, { to: 'wiebke@lernwerk.example' })).body).toEqual({ state: 'none', lines: [] });
});

test('an admin makes a second tenant and is its admin; the two are apart', async () => {
  const wiebke = await new AccountVisitor(server).setUp();
  const reply = await wiebke.must<{ tenants: { name: string; tenantId: string; roles: string[] }[] }>(addTenant, {
    kind: 'school',
    name: 'BBS Neustadt',
    locale: 'de',
  });
  expect(reply.tenants.map((one) => [one.name, one.roles])).toEqual([
    ['BBS Neustadt', ['admin']],
    ['Lernwerk Nord', ['admin']],
  ]);
});

test('the mail test shows the dialogue, without the password, and the reason when it fails', async () => {
  await server.stop();
  const letters: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _, done) => done(null, auth.password === 'right' ? { user: 'lotse' } : undefined),
    onData: (stream, _, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString()));
      stream.on('end', () => (letters.push(text), done()));
    },
  });
  const port = await freePort(['127.0.0.1']);
  await new Promise<void>((ready) => smtp.listen(port, '127.0.0.1', ready));
  try {
    for (const [password, state] of [
      ['right', 'sent'],
      ['wrong-password', 'failed'],
    ] as const) {
      server = await startForTest({ demo: false, env: { SMTP_URL: `smtp://lotse:${password}@127.0.0.1:${port}`, MAIL_FROM: 'lotse@lernwerk.example' } });
      const wiebke = await new AccountVisitor(server).setUp();
      const reply = await wiebke.must<{ state: string; lines: string[] }>(testMail, { to: 'wiebke@lernwerk.example' });
      expect(reply.state).toBe(state);
      const text = reply.lines.join('\n');
      expect(text).toMatch(/> EHLO/);
      expect(text).toMatch(state === 'sent' ? /< 250/ : /< 535/);
      expect(text).not.toContain(Buffer.from(`\0lotse\0${password}`).toString('base64'));
      expect(text).not.toContain(password);
      if (state === 'sent') await server.stop();
    }
    expect(letters).toHaveLength(1);
  } finally {
    await new Promise<void>((closed) => smtp.close(closed));
  }
});

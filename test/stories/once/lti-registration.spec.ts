import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { PlatformStates } from '#lotse/lti';
import { PlatformsController } from '../../../libs/lti/registration/platforms.controller.js';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { asOwner } from '../../world/as-owner.js';
import { BareMoodle, open, type Opened } from '../../world/bare-moodle.js';
import { auditOf, launch } from '../../world/lti-client.js';

const DAY = 24 * 3_600_000;

let bare: BareMoodle;
let moodle: DemoSite;
beforeAll(async () => {
  bare = await BareMoodle.start();
  moodle = bare.site;
}, 180_000);
afterAll(() => bare?.stop());
afterEach(() => moodle.faults.clear());

const states = () => bare.server.started.app.get(PlatformStates);

test('R-01 without an invitation, with a used, withdrawn or expired one: refused, and nothing is fetched', async () => {
  const fetched = () => moodle.requests.openid + moodle.requests.registration;
  const [used, old, withdrawn] = [await bare.invite(), await bare.invite({ days: 1 }), await bare.invite()];
  expect((await bare.register({ link: used.link })).status).toBe(200);
  await bare.invites.withdraw(bare.admin, withdrawn.inviteId);
  const before = fetched();
  await bare.refused({ link: `${bare.server.url}/lti/register/${'x'.repeat(43)}` }, 'INVITE_UNKNOWN', 404);
  await bare.refused({ link: `${bare.server.url}/lti/register/short` }, 'INVITE_UNKNOWN', 404);
  await bare.refused({ link: used.link }, 'INVITE_USED', 409);
  await bare.refused({ link: withdrawn.link }, 'INVITE_UNKNOWN', 404);
  bare.server.clock.advance(DAY);
  await bare.refused({ link: old.link }, 'INVITE_EXPIRED', 403);
  expect(fetched()).toBe(before);
});

test('R-01 opened in a browser alone: the page says where the link belongs', async () => {
  const { link, inviteId } = await bare.invite();
  const page = await open(link);
  expect([page.status, page.code]).toEqual([400, 'REGISTRATION_DIRECT']);
  expect(page.body).toContain('Externes Tool › Tools verwalten');
  expect(await bare.inviteOf(inviteId)).toMatchObject({ state: 'opened', failed: { code: 'REGISTRATION_DIRECT' } });
  expect((await bare.register({ link })).status).toBe(200);
});

test('R-01 the same link twice at once: one registers', async () => {
  const { link } = await bare.invite();
  const before = (await bare.platforms()).length;
  const pages = await Promise.all(Array.from({ length: 5 }, () => bare.register({ link })));
  expect(pages.filter((page) => page.status === 200)).toHaveLength(1);
  // who comes while it is under way is told so, who comes after it that the link is used up
  for (const page of pages.filter((one) => one.status !== 200)) expect(page.code).toMatch(/^INVITE_(BUSY|USED)$/);
  expect((await bare.platforms()).length).toBe(before + 1);
});

test('R-01 a link that is used up in the very moment in which somebody opens it registers nobody', async () => {
  const { link, inviteId } = await bare.invite();
  const page = await asOwner(bare.server, async (query) => {
    await query('begin');
    await query(`update registration_invite set used_at = $2 where id = $1`, [inviteId, bare.server.clock.now()]);
    const opened = bare.register({ link });
    const waiting = `select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
    while ((await query(waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await query('commit');
    return opened;
  });
  expect([page.status, page.code]).toEqual([409, 'INVITE_USED']);
}, 20_000);

test('an admin who looks while a Moodle registers never sees an invitation that is taken up and a platform that is not there', async () => {
  const pages = bare.server.started.app.get(PlatformsController);
  const me = { tenant: bare.admin.tenant, person: '', sessionId: '', registrationId: null, enrolments: new Map(), granted: new Set<never>() };
  for (let round = 0; round < 10; round++) {
    const { link } = await bare.invite();
    let isOver = false;
    const registered = bare.register({ link }).finally(() => (isOver = true));
    const looks = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        const seen = await pages.list(me, { locale: 'de' });
        const there = seen.platforms.map((one) => one.id);
        for (const { platformId } of seen.invites) if (platformId !== null) expect(there).toContain(platformId);
      }
    });
    expect((await registered).status).toBe(200);
    await Promise.all(looks);
  }
});

test.each([
  ['another host as issuer', { issuer: 'http://127.0.0.2' }, 'CONFIG_HOST'],
  ['another port as issuer', { issuer: 'http://127.0.0.1:1/moodle' }, 'CONFIG_HOST'],
  ['another folder of the same host', { issuer: 'FOLDER' }, 'CONFIG_HOST'],
  ['no address as issuer', { issuer: 'urn:moodle' }, 'CONFIG_HOST'],
  ['its tokens elsewhere', { token_endpoint: 'https://evil.example/token' }, 'CONFIG_ENDPOINT'],
  ['its keys elsewhere', { jwks_uri: 'https://evil.example/jwks' }, 'CONFIG_ENDPOINT'],
  ['its login elsewhere', { authorization_endpoint: 'javascript:alert(1)' }, 'CONFIG_ENDPOINT'],
  ['its registration elsewhere', { registration_endpoint: 'http://169.254.169.254/' }, 'CONFIG_ENDPOINT'],
])('R-02 a configuration with %s: refused before anything is posted', async (_, change, code) => {
  const issuer = 'issuer' in change && change.issuer === 'FOLDER' ? { issuer: `${moodle.origin}/wiki` } : {};
  const posted = moodle.requests.registration;
  moodle.faults.set({ target: 'openid', mode: { status: 200, body: await bare.configuration({ ...change, ...issuer }) } });
  await bare.refused({}, code, 403);
  expect(moodle.requests.registration).toBe(posted);
});

test('R-02 a Moodle in a sub-folder passes', async () => {
  expect(new URL(moodle.issuer).pathname).toBe('/moodle');
  expect((await bare.register()).status).toBe(200);
});

test.each([
  ['the address of cloud metadata', 'http://169.254.169.254/latest/meta-data'],
  ['localhost', 'https://localhost/mod/lti/openid-configuration.php'],
  ['a private address', 'https://10.0.0.1/x'],
  ['a number that is 127.0.0.1', 'https://2130706433/x'],
  ['IPv6 around it', 'https://[::ffff:127.0.0.1]/x'],
  ['another scheme', 'file:///etc/passwd'],
  ['a name with a password', 'https://a:b@moodle.example/x'],
  ['the neighbour', 'NEIGHBOUR'],
])('R-03 %s is not fetched', async (_, address) => {
  const change = (url: URL) => url.searchParams.set('openid_configuration', address === 'NEIGHBOUR' ? `${bare.neighbourUrl}/x` : address);
  await bare.refused({ change }, 'CONFIG_BLOCKED', 400);
  expect(bare.asked).toBe(0);
});

test('R-03 a redirect to the neighbour is not followed, at no step', async () => {
  for (const target of ['openid', 'registration'] as const) {
    moodle.faults.set({ target, mode: { status: 302, headers: { location: `${bare.neighbourUrl}/x` } } });
    await bare.refused({}, target === 'openid' ? 'CONFIG_UNREACHABLE' : 'REGISTRATION_REFUSED', 502);
    moodle.faults.clear();
  }
  expect(bare.asked).toBe(0);
});

test('R-04 the platform’s token has expired: the page says what to do, nothing is half there, the link works on', async () => {
  const { link, inviteId } = await bare.invite();
  const url = moodle.registrationUrl(link);
  bare.server.clock.advance(3_600_000);
  const [platforms, tools] = [(await bare.platforms()).length, moodle.tools.length];
  const page = await open(url);
  expect([page.status, page.code]).toEqual([403, 'REGISTRATION_TOKEN_EXPIRED']);
  expect(page.body).toContain('den Einladungs-Link noch einmal einfügen; er gilt weiter');
  expect([(await bare.platforms()).length, moodle.tools.length]).toEqual([platforms, tools]);
  expect(await bare.inviteOf(inviteId)).toMatchObject({ state: 'opened', failed: { code: 'REGISTRATION_TOKEN_EXPIRED' }, platformId: null });
  expect((await bare.register({ link })).status).toBe(200);
});

test('R-05 success: it waits, says what is left to do, closes towards the platform only, and an admin lets it in', async () => {
  const { row, page, inviteId } = await bare.registered({ askNames: true });
  const tool = moodle.tools.at(-1);
  expect([page.status, tool?.state, tool?.sendName, tool?.sendEmail]).toEqual([200, 'pending', 'always', 'never']);
  expect(row).toMatchObject({ issuer: moodle.issuer, clientId: tool?.clientId, state: 'waiting', waitingDeployments: 1 });
  expect(await bare.inviteOf(inviteId)).toMatchObject({ state: 'used', failed: null, platformId: row.id });
  for (const words of ['Aktivieren', 'In Aktivitätsauswahl', 'HTTP-Sicherheit', 'bestätigt diese Plattform']) expect(page.body).toContain(words);
  closesTowards(page, moodle.origin);
  await moodle.activate(row.clientId);
  moodle.addLink({ key: 'r-05', course: 'k', title: 'Probezeit', custom: { unit: 'wiso-probezeit-kuendigung' }, tool: row.clientId });
  const login = () =>
    open(`${bare.server.url}/lti/login?${new URLSearchParams(moodle.initiation(moodle.session('lena').session, { link: 'r-05' })).toString()}`);
  expect((await login()).code).toBe('REGISTRATION_DISABLED');
  await states().confirm(bare.admin, row.id);
  expect((await launch(bare.server, moodle, { person: 'lena', link: 'r-05', change: (claims) => ({ ...claims, aud: row.clientId }) })).status).toBe(303);
  const events = (await auditOf(bare.server, bare.server.site('lernwerk'))).filter((one) => one.subject === row.id).map((one) => one.event);
  expect(events).toEqual(expect.arrayContaining(['platform.registered', 'platform.confirmed']));
  await expect(states().confirm(bare.admin, row.id)).rejects.toMatchObject({ code: 'platform.state' });
});

test('R-05 an admin who refuses leaves nothing behind', async () => {
  const { row } = await bare.registered();
  await states().refuse(bare.admin, row.id);
  expect((await bare.platforms()).map((one) => one.id)).not.toContain(row.id);
  const [left] = await bare.server.db.job(bare.tenant, (tx) =>
    tx.query<{ count: number }[]>(`select count(*)::int as count from lti_key where registration = $1`, [row.id]),
  );
  expect(left?.count).toBe(0);
});

test('R-06 the same platform and client once more: refused, nothing changed, an update offered', async () => {
  const { row } = await bare.registered();
  moodle.faults.set({ target: 'registration', mode: { status: 200, body: JSON.stringify({ client_id: row.clientId }) } });
  const page = await bare.refused({}, 'REGISTRATION_KNOWN', 409);
  expect(page.body).toContain('Adressen ändern');
  expect((await bare.platforms()).find((one) => one.id === row.id)).toEqual(row);
});

test.each<[string, Parameters<DemoSite['faults']['set']>[0], string, number]>([
  ['its configuration is down', { target: 'openid', mode: { status: 503 } }, 'CONFIG_UNREACHABLE', 502],
  ['its configuration is cut off', { target: 'openid', mode: { drop: true } }, 'CONFIG_UNREACHABLE', 502],
  ['its configuration is a page', { target: 'openid', mode: { status: 200, body: '<html>' } }, 'CONFIG_UNREADABLE', 502],
  ['its configuration is huge', { target: 'openid', mode: { status: 200, body: Buffer.alloc(1_000_000, 0x20) } }, 'CONFIG_UNREADABLE', 502],
  ['its configuration lacks an address', { target: 'openid', mode: { status: 200, body: '{"issuer":"http://x"}' } }, 'CONFIG_INCOMPLETE', 502],
  ['its registration is down', { target: 'registration', mode: { status: 500 } }, 'REGISTRATION_REFUSED', 502],
  ['its registration is cut off', { target: 'registration', mode: { drop: true } }, 'REGISTRATION_UNREACHABLE', 502],
  ['its answer is no JSON', { target: 'registration', mode: { status: 200, body: 'ok' } }, 'REGISTRATION_UNREADABLE', 502],
  ['its answer names no client', { target: 'registration', mode: { status: 200, body: '{"client_id":""}' } }, 'REGISTRATION_UNREADABLE', 502],
  ['its token was used', { target: 'registration', mode: { status: 401, body: 'token_already_used' } }, 'REGISTRATION_TOKEN_USED', 409],
])('what the admin of the Moodle reads when %s', async (_, fault, code, status) => {
  moodle.faults.set(fault);
  const page = await bare.refused({}, code, status);
  expect(page.body).toMatch(/<h1>Die Anmeldung hat nicht geklappt<\/h1>/);
});

/** The page may be framed by the platform alone, runs one script by its nonce, and speaks to no other origin (P-04). */
function closesTowards(page: Opened, origin: string): void {
  expect(page.policy).toContain(`frame-ancestors ${origin}`);
  const nonce = /script-src 'nonce-([^']+)'/.exec(page.policy)?.[1];
  expect(nonce).toMatch(/^[\w+/=]{20,}$/);
  const scripts = [...page.body.matchAll(/<script nonce="([^"]+)">([\s\S]*?)<\/script>/g)];
  expect(scripts.map(([, used]) => used)).toEqual([nonce]);
  const [, , script = ''] = scripts[0] ?? [];
  expect(script).toContain(`.postMessage({subject:'org.imsglobal.lti.close'},"${origin}")`);
  expect(script.match(/postMessage/g)).toHaveLength(1);
  expect(page.body).not.toMatch(/postMessage\([^)]*['"]\*['"]/);
}

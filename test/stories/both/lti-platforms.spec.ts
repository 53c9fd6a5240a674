import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Due, SafeFetch } from '#lotse/base';
import { LaunchGate, ManualRegistration, OwnKeys, PlatformPages, PlatformsService, PlatformStates, SelfTestService } from '#lotse/lti';
import { startDemoLms, type DemoSite } from '../../../apps/demo-lms/index.js';
import { BareMoodle, type PlatformLine } from '../../world/bare-moodle.js';
import { freePort } from '../../world/ports.js';
import { api, codeIn, launch, openSession, type Answer } from '../../world/lti-client.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let bare: BareMoodle;
let moodle: DemoSite;
let platform: PlatformLine;
beforeAll(async () => {
  bare = await BareMoodle.start();
  moodle = bare.site;
  platform = await connected('links');
}, 180_000);
afterAll(() => bare?.stop());

const states = () => bare.server.started.app.get(PlatformStates);
const query = <T>(sql: string, values: unknown[]) => bare.server.db.job(bare.tenant, (tx) => tx.query<T[]>(sql, values));

/** A platform that registered itself, was confirmed, and has a link of this name. */
async function connected(link: string): Promise<PlatformLine> {
  const { row } = await bare.registered({ askNames: true });
  await states().confirm(bare.admin, row.id);
  await moodle.activate(row.clientId);
  moodle.addLink({ key: link, course: 'k', title: link, custom: { unit: 'wiso-probezeit-kuendigung' }, tool: row.clientId });
  return row;
}
const enter = (of: PlatformLine, link: string, site = moodle): Promise<Answer> =>
  launch(bare.server, site, { person: 'lena', link, change: (claims) => ({ ...claims, aud: of.clientId }) });
interface Inside {
  status: () => Promise<number>;
  person: string;
  enrolment: string;
}
async function inside(of: PlatformLine, link: string, site = moodle): Promise<Inside> {
  const { body } = await openSession(bare.server, await enter(of, link, site));
  const enrolment = String(body['enrolmentId']);
  const [row] = await query<{ person: string }>('select person from enrolment where id = $1', [enrolment]);
  const bearer = { authorization: `Bearer ${String(body['token'])}` };
  return {
    enrolment,
    person: row?.person ?? '',
    status: async () => (await api(bare.server, 'GET', `/api/enrolments/${enrolment}/start`, undefined, bearer)).status,
  };
}

describe('S-15 what is switched off lets nobody in, and ends who is in', () => {
  test('a registration', async () => {
    const session = await inside(platform, 'links');
    expect(await session.status()).toBe(200);
    await states().disable(bare.admin, platform.id);
    expect(await session.status()).toBe(401);
    await expect(enter(platform, 'links')).rejects.toThrow('REGISTRATION_DISABLED');
    expect(await bare.server.started.app.get(PlatformsService).framersOf(platform.id)).toEqual([]);
    await states().enable(bare.admin, platform.id);
    expect((await enter(platform, 'links')).status).toBe(303);
    expect(await session.status()).toBe(401);
  });

  test('a deployment', async () => {
    const session = await inside(platform, 'links');
    const [deployment] = await query<{ id: string }>('select id from deployment where registration = $1', [platform.id]);
    const at = { registration: platform.id, deployment: deployment?.id ?? '' };
    await states().setDeployment(bare.admin, at, 'disabled');
    expect(await session.status()).toBe(401);
    expect(codeIn(await enter(platform, 'links'))).toBe('DEPLOYMENT_DISABLED');
    await states().setDeployment(bare.admin, at, 'active');
    expect((await enter(platform, 'links')).status).toBe(303);
  });

  test('a deployment nobody approved waits in the admin’s list until it is', async () => {
    const second = { 'https://purl.imsglobal.org/spec/lti/claim/deployment_id': 'second place' };
    const come = () => launch(bare.server, moodle, { person: 'lena', link: 'links', change: (claims) => ({ ...claims, aud: platform.clientId, ...second }) });
    const page = await come();
    expect([codeIn(page), page.body.includes('Lotse wartet auf Freigabe')]).toEqual(['DEPLOYMENT_UNKNOWN', true]);
    const found = await bare.server.started.app.get(PlatformPages).page(bare.tenant, platform.id, 'de');
    const waiting = found.deployments.filter((one) => one.state === 'waiting');
    expect([found.waitingDeployments, waiting.map((one) => one.deploymentId)]).toEqual([1, ['second place']]);
    await states().setDeployment(bare.admin, { registration: platform.id, deployment: waiting[0]?.id ?? '' }, 'active');
    expect((await come()).status).toBe(303);
  });

  test('a person, of the whole tenant or of one course', async () => {
    const session = await inside(platform, 'links');
    await states().suspend(bare.admin, session.person, true);
    expect(await session.status()).toBe(401);
    const refused = await enter(platform, 'links');
    expect([refused.status, codeIn(refused)]).toEqual([403, 'PERSON_SUSPENDED']);
    await states().suspend(bare.admin, session.person, false);
    expect((await enter(platform, 'links')).status).toBe(303);
    await query(`update enrolment set status = 'suspended' where id = $1`, [session.enrolment]);
    expect(codeIn(await enter(platform, 'links'))).toBe('PERSON_SUSPENDED');
    await query(`update enrolment set status = 'active' where id = $1`, [session.enrolment]);
    await states().suspend(bare.admin, session.person, true);
    const { rules } = bare.server.started.app.get(LaunchGate);
    rules.person = false; // the test bites
    expect((await enter(platform, 'links')).status).toBe(303);
    rules.person = true;
    await states().suspend(bare.admin, session.person, false);
  });
});

test('S-17 ten thousand roles, a thousand levels, a megabyte: refused by the limit itself', async () => {
  const roles = Array.from({ length: 10_000 }, (_, n) => `r${n}`);
  const claims = (change: object) => ({ change: (own: object) => ({ ...own, aud: platform.clientId, ...change }) });
  const send = (wish: object) => launch(bare.server, moodle, { person: 'lena', link: 'links', ...wish });
  const many = await send(claims({ 'https://purl.imsglobal.org/spec/lti/claim/roles': roles }));
  expect([many.status, codeIn(many)]).toEqual([400, 'ROLES_TOO_MANY']);
  const deep = await send({ change: () => `${'['.repeat(1_000)}${']'.repeat(1_000)}` });
  expect([deep.status, codeIn(deep)]).toEqual([400, 'TOKEN_DEEP']);
  expect((await send({ token: () => 'x'.repeat(1_000_000) })).status).toBe(413);
});

describe('our own keys', () => {
  const published = async () => ((await (await fetch(`${bare.server.url}/lti/keys`)).json()) as { keys: { kid: string }[] }).keys.map((key) => key.kid);
  const mine = () =>
    query<{ kid: string; retired: boolean; empty: boolean }>(
      `select kid, retired_at is not null as retired, length(private_pem) = 0 as empty from lti_key where registration = $1 order by created_at, retired`,
      [platform.id],
    );
  const tested = async () => {
    moodle.platform.toolKeys.clear();
    const known = await bare.server.started.app.get(PlatformsService).byId(platform.id);
    if (!known) throw new Error('no platform');
    const result = await bare.server.started.app.get(SelfTestService).run(known, null, 'de');
    return result.steps.find((step) => step.name === 'our-keys')?.state;
  };
  const due = () => bare.server.started.app.get(Due).run();

  test('a new key is published a day before it signs, the old one a week after; the platform never meets one it cannot find', async () => {
    const [old] = await mine();
    bare.server.clock.advance(91 * DAY);
    await due();
    const [, fresh] = await mine();
    expect(await published()).toEqual(expect.arrayContaining([old?.kid, fresh?.kid]));
    // the platform keeps a copy of the key set from before the new key signs
    const copy = (await (await fetch(`${bare.server.url}/lti/keys`)).json()) as { keys: object[] };
    expect(await signer()).toBe(old?.kid);
    bare.server.clock.advance(26 * HOUR);
    await due();
    expect(await signer()).toBe(fresh?.kid);
    expect(copy.keys).toEqual(expect.arrayContaining([expect.objectContaining({ kid: fresh?.kid })]));
    expect(await mine()).toEqual([
      expect.objectContaining({ kid: old?.kid, retired: true, empty: true }),
      expect.objectContaining({ kid: fresh?.kid, retired: false, empty: false }),
    ]);
    expect(await tested()).toBe('good');
    bare.server.clock.advance(6 * DAY);
    await due();
    expect(await published()).toContain(old?.kid);
    bare.server.clock.advance(2 * DAY);
    await due();
    expect(await published()).not.toContain(old?.kid);
    expect((await mine()).map((key) => key.kid)).toEqual([fresh?.kid]);
  });

  test('an admin who fears for a key begins a rotation', async () => {
    await bare.server.started.app.get(OwnKeys).rotate(bare.tenant, platform.id);
    const [old, fresh] = await mine();
    expect(await signer()).toBe(old?.kid);
    bare.server.clock.advance(26 * HOUR);
    await due();
    expect(await signer()).toBe(fresh?.kid);
  });

  /** Key of the assertion that is sent for a token now; the platform accepts it. */
  async function signer(): Promise<string> {
    const safeFetch = bare.server.started.app.get(SafeFetch);
    const send = safeFetch.send.bind(safeFetch);
    let kid = '';
    safeFetch.send = (url, wish) => {
      const assertion = new URLSearchParams(wish?.body ?? '').get('client_assertion');
      if (assertion) kid = decodeProtectedHeader(assertion).kid ?? '';
      return send(url, wish);
    };
    expect(await tested()).toBe('good');
    safeFetch.send = send;
    return kid;
  }
});

test('several registrations of one issuer stand beside each other: one person, two courses, two sets of keys', async () => {
  const second = await connected('second');
  const [here, there] = [await inside(platform, 'links'), await inside(second, 'second')];
  expect([there.person === here.person, there.enrolment === here.enrolment]).toEqual([true, false]);
  await states().disable(bare.admin, second.id);
  expect([await here.status(), await there.status()]).toEqual([200, 401]);
  await states().enable(bare.admin, second.id);
});

test('a platform moves: its people, links and columns stay, and the old address lets nobody in', async () => {
  const before = await inside(platform, 'links');
  const [old] = await query<{ url: string }>(
    `select i.url from line_item i join resource_link l on l.id = i.resource_link join course c on c.id = l.course join deployment d on d.id = c.deployment where d.registration = $1 limit 1`,
    [platform.id],
  );
  const port = await freePort(['127.0.0.2']);
  const { trusted } = bare.server.started.app.get<SafeFetch, { trusted: Set<string> }>(SafeFetch);
  trusted.add(`http://127.0.0.2:${port}`);
  const there = await startDemoLms({
    clock: bare.server.clock,
    toolUrl: bare.server.url,
    port,
    sites: [{ key: 'moved', name: 'Umgezogen', host: '127.0.0.2', withoutTool: true }],
  });
  const moved = there.sites[0] as DemoSite;
  Object.assign(moved.platform.state, structuredClone(moodle.platform.state));
  const to = { issuer: moved.issuer, authUrl: moved.authUrl, tokenUrl: moved.tokenUrl, jwksUrl: moved.jwksUrl, audience: null };
  const manual = bare.server.started.app.get(ManualRegistration);
  expect(await manual.move(bare.admin, platform.id, { ...to, tokenUrl: 'https://10.0.0.1/token' })).toEqual({
    problems: [{ field: 'tokenUrl', code: 'field.private' }],
  });
  expect(await manual.move(bare.admin, platform.id, to)).toEqual({ platformId: platform.id });
  const after = await inside(platform, 'links', moved);
  expect([after.person, after.enrolment]).toEqual([before.person, before.enrolment]);
  const [column] = await query<{ url: string }>(`select url from line_item where url = $1`, [old?.url.replace(moodle.issuer, moved.issuer)]);
  expect(column?.url).toBeDefined();
  await expect(enter(platform, 'links')).rejects.toThrow('ISSUER_UNKNOWN');
  await there.close();
});

test('a platform is deleted: first is said what hangs on it, then its keys and sessions are gone and what was learnt stays', async () => {
  // after the move the old Moodle is nobody's platform any more: it registers like a new one
  const doomed = await connected('doomed');
  const session = await inside(doomed, 'doomed');
  const pages = bare.server.started.app.get(PlatformPages);
  expect((await pages.page(bare.tenant, doomed.id, 'de')).holds).toEqual({ courses: 1, people: 1, links: 1, gradesOwed: 0 });
  await expect(states().delete(bare.admin, doomed.id, 'another name')).rejects.toMatchObject({ code: 'platform.name' });
  expect(await session.status()).toBe(200);
  await states().delete(bare.admin, doomed.id, doomed.name);
  expect(await session.status()).toBe(401);
  await expect(enter(doomed, 'doomed')).rejects.toThrow(/CLIENT_UNKNOWN|ISSUER_UNKNOWN/);
  await expect(pages.page(bare.tenant, doomed.id, 'de')).rejects.toMatchObject({ code: 'platform.unknown' });
  const counts = await query<{ keys: number; people: number }>(
    `select (select count(*)::int from lti_key where registration = $1) as keys, (select count(*)::int from enrolment where id = $2) as people`,
    [doomed.id, session.enrolment],
  );
  expect(counts).toEqual([{ keys: 0, people: 1 }]);
  // its client id is free again
  const { issuer, authUrl, tokenUrl, jwksUrl } = moodle;
  const again = await bare.server.started.app
    .get(ManualRegistration)
    .add(bare.admin, { name: 'Neu', clientId: doomed.clientId, deploymentId: '', issuer, authUrl, tokenUrl, jwksUrl, audience: null });
  expect(again).toHaveProperty('platformId');
});

test('S-15 a closed tenant: nobody comes in by any of its platforms, nobody stays, and nothing can be switched on again', async () => {
  const last = await connected('last');
  const session = await inside(last, 'last');
  await states().closeTenant(bare.admin);
  expect(await session.status()).toBe(401);
  await expect(enter(last, 'last')).rejects.toThrow('REGISTRATION_DISABLED');
  await expect(states().enable(bare.admin, last.id)).rejects.toMatchObject({ code: 'platform.state' });
  const other = bare.server.site('bbs');
  expect((await launch(bare.server, other, { person: 'emre.kaya' })).status).toBe(303);
});

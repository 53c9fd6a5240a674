import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { LaunchGate, PlatformsService } from '#lotse/lti';
import type { Claims, DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, CANARY, enterAs, launch, openSession, refusedBy, tenantOf, type LaunchWish } from '../../world/lti-client.js';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const MEMBER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#';
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#';
const SYSTEM = 'http://purl.imsglobal.org/vocab/lis/v2/system/person#';

let server: TestServer;
let site: DemoSite;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
}, 180_000);
afterAll(() => server?.stop());

const refused = (wish: LaunchWish, code: string, more: { status?: number; claim?: string } = {}) => refusedBy(server, site, wish, code, more);
const without =
  (...names: string[]) =>
  (claims: Claims) =>
    Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name)));
const withClaim = (name: string, value: unknown) => (claims: Claims) => ({ ...claims, [name]: value });

describe('known bad payloads (certification 6.1.1)', () => {
  test('C-01 no kid in the header', () => refused({ sign: { header: { kid: undefined } } }, 'KID_MISSING'));

  test('C-02 a kid that is not in the key set: refused after exactly one refetch', async () => {
    await launch(server, site);
    server.clock.advance(60_000);
    const before = site.requests.jwks;
    await refused({ sign: { header: { kid: 'nobody' } } }, 'KID_UNKNOWN');
    expect(site.requests.jwks - before).toBe(1);
    await refused({ sign: { header: { kid: 'nobody' } } }, 'KID_UNKNOWN');
    await refused({ sign: { header: { kid: 'somebody else' } } }, 'KID_UNKNOWN');
    expect(site.requests.jwks - before).toBe(1);
  });

  test('C-03 version 1.2.0', () => refused({ change: withClaim(`${LTI}version`, '1.2.0') }, 'VERSION_WRONG'));
  test('C-04 version missing', () => refused({ change: without(`${LTI}version`) }, 'CLAIM_MISSING', { claim: 'version' }));
  test('C-05 JSON that is no LTI message', () => refused({ change: () => ({ name: 'badltilaunch' }) }, 'CLAIM_MISSING', { claim: 'iss' }));
  test.each(['not json', '[]', '"text"', 'null', '7'])('C-05 a payload that is no object: %s', (payload) => refused({ change: () => payload }, 'TOKEN_BROKEN'));

  test.each([
    'iss',
    'aud',
    'exp',
    'iat',
    'nonce',
    'sub',
    `${LTI}message_type`,
    `${LTI}version`,
    `${LTI}deployment_id`,
    `${LTI}target_link_uri`,
    `${LTI}roles`,
    `${LTI}resource_link`,
  ])('C-06 without %s: the audit row names the claim, the page does not', async (name) => {
    await refused({ change: without(name) }, 'CLAIM_MISSING', { claim: name.slice(name.lastIndexOf('/') + 1) });
    await refused({ change: withClaim(name, null) }, 'CLAIM_MISSING', { claim: name.slice(name.lastIndexOf('/') + 1) });
  });

  const now = () => Math.floor(server.clock.now().getTime() / 1000);
  test.each<[string, (now: number) => Claims, string]>([
    ['expired', (t) => ({ iat: t - 200, exp: t - 100 }), 'TOKEN_EXPIRED'],
    ['issued in the future', (t) => ({ iat: t + 100, exp: t + 200 }), 'TOKEN_EARLY'],
    ['not before in the future', (t) => ({ nbf: t + 100 }), 'TOKEN_EARLY'],
    ['issued too long ago', (t) => ({ iat: t - 301, exp: t + 100 }), 'TOKEN_OLD'],
    ['valid for more than a day', (t) => ({ iat: t, exp: t + 86_401 }), 'TOKEN_LONG'],
    ['times as text', (t) => ({ iat: String(t), exp: String(t + 60) }), 'TIME_INVALID'],
    ['negative', () => ({ iat: -1, exp: -1 }), 'TIME_INVALID'],
    ['1e20', () => ({ iat: 1e20, exp: 1e20 }), 'TIME_INVALID'],
    ['milliseconds', (t) => ({ iat: t * 1000, exp: t * 1000 + 60 }), 'TIME_INVALID'],
    ['a list', (t) => ({ iat: [t], exp: [t + 60] }), 'TIME_INVALID'],
  ])('C-07 times that are %s', (_, times, code) => refused({ change: (claims) => ({ ...claims, ...times(now()) }) }, code));
  test('C-07 exp missing', () => refused({ change: without('exp') }, 'CLAIM_MISSING', { claim: 'exp' }));

  test('C-08 message type invented', () => refused({ change: withClaim(`${LTI}message_type`, 'LtiSomethingRequest') }, 'MESSAGE_TYPE_WRONG'));
  test('C-08 message type missing', () => refused({ change: without(`${LTI}message_type`) }, 'CLAIM_MISSING', { claim: 'message_type' }));
  test('C-09 roles missing, or no list of texts', async () => {
    await refused({ change: without(`${LTI}roles`) }, 'CLAIM_MISSING', { claim: 'roles' });
    await refused({ change: withClaim(`${LTI}roles`, `${MEMBER}Instructor`) }, 'CLAIM_INVALID', { claim: 'roles' });
    await refused({ change: withClaim(`${LTI}roles`, [{ role: 'Instructor' }]) }, 'CLAIM_INVALID', { claim: 'roles' });
  });
  test('C-10 deployment id missing, or one nobody approved', async () => {
    await refused({ change: without(`${LTI}deployment_id`) }, 'CLAIM_MISSING', { claim: 'deployment_id' });
    const page = await refused({ change: withClaim(`${LTI}deployment_id`, 'unheard-of') }, 'DEPLOYMENT_UNKNOWN');
    expect(page.body).toContain('Lotse wartet auf Freigabe');
    await refused({ change: withClaim(`${LTI}deployment_id`, 'unheard-of') }, 'DEPLOYMENT_UNKNOWN');
  });
  test('C-11 resource link without id', async () => {
    await refused({ change: withClaim(`${LTI}resource_link`, { title: 'x' }) }, 'CLAIM_MISSING', { claim: 'resource_link.id' });
    await refused({ change: withClaim(`${LTI}resource_link`, { id: '' }) }, 'CLAIM_INVALID', { claim: 'resource_link' });
  });
  test('C-12 an anonymous launch', async () => {
    await refused({ change: without('sub') }, 'CLAIM_MISSING', { claim: 'sub' });
    await refused({ change: withClaim('sub', 'x'.repeat(256)) }, 'CLAIM_INVALID', { claim: 'sub' });
    await refused({ change: withClaim('sub', 'a\u0000b') }, 'CLAIM_INVALID', { claim: 'sub' });
  });
});

const enters = (wish: LaunchWish) => enterAs(server, site, wish);
const roles = (...list: string[]) => withClaim(`${LTI}roles`, list);
const teacher = { person: 'bernd.asmus' };

describe('valid launches (certification 6.1.2, 6.1.3)', () => {
  test('V-01 one full role: each on the page of their own', async () => {
    const [learner, instructor] = [await enters({ change: roles(`${MEMBER}Learner`) }), await enters({ ...teacher, change: roles(`${MEMBER}Instructor`) })];
    expect([learner.role, instructor.role]).toEqual(['trainee', 'teacher']);
    expect(learner.path).toMatch(/^\/l\/[0-9a-f-]{36}\/c\/[0-9a-f-]{36}\/u\/wiso-probezeit-kuendigung$/);
    expect(instructor.path).toMatch(/^\/l\/[0-9a-f-]{36}\/c\/[0-9a-f-]{36}$/);
  });
  test('V-02 several roles: that of the course counts', async () => {
    expect((await enters({ ...teacher, change: roles(`${INSTITUTION}Student`, `${SYSTEM}User`, `${MEMBER}Instructor`) })).role).toBe('teacher');
    expect((await enters({ change: roles(`${INSTITUTION}Instructor`, `${SYSTEM}User`, `${MEMBER}Learner`) })).role).toBe('trainee');
  });
  test('V-03 short roles', async () => {
    expect((await enters({ ...teacher, change: roles('Instructor') })).role).toBe('teacher');
    expect((await enters({ change: roles('Learner') })).role).toBe('trainee');
  });
  test.each([
    ['V-04 a role unknown to us', [`${MEMBER}Wizard`]],
    ['V-04 a role of nobody', ['urn:x']],
    ['V-05 no role', []],
  ])('%s: least rights, no run', async (_, list) => {
    for (const who of [{}, teacher]) {
      const guest = await enters({ ...who, change: roles(...list) });
      expect(guest.role).toBe('guest');
      const bearer = { authorization: `Bearer ${guest.token}` };
      expect((await api(server, 'GET', `/api/enrolments/${guest.enrolment}/start`, undefined, bearer)).status).toBe(200);
      expect((await api(server, 'POST', '/api/runs', { enrolmentId: guest.enrolment, unitId: 'wiso-probezeit-kuendigung' }, bearer)).status).toBe(403);
    }
    await enters({});
    await enters(teacher);
  });

  const stranger =
    (sub: string, more: Claims = {}) =>
    (claims: Claims) => ({ ...without('name', 'given_name', 'family_name', 'email')(claims), sub, ...more });
  test('V-06 an e-mail address only: a pseudonym, and the address is kept nowhere', async () => {
    const seen = await enters({ change: stranger('v-06', { email: `${CANARY}@mail.example` }) });
    expect(seen.name).toMatch(/^Lernende \d{4}$/);
    expect(server.log.join('')).not.toContain(CANARY);
  });
  test('V-07 names only', async () => {
    expect((await enters({ change: stranger('v-07', { given_name: 'Amélie', family_name: 'Ça va' }) })).name).toBe('Amélie Ça va');
    expect((await enters({ change: stranger('v-07 b', { name: '  Ali\u0000 \n\u202e Ünal ' }) })).name).toBe('Ali Ünal');
  });
  test('V-08 nothing about the person: the pseudonym stays the same', async () => {
    const bare = (claims: Claims) => ({
      ...without(`${LTI}custom`, `${LTI}launch_presentation`, 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint')(stranger('v-08')(claims)),
      [`${LTI}resource_link`]: { id: 'bare' },
      [`${LTI}context`]: { id: 'bare' },
    });
    const [first, second] = [await enters({ change: stranger('v-08') }), await enters({ change: bare })];
    expect(first.name).toMatch(/^Lernende \d{4}$/);
    expect([second.person, second.name]).toEqual([first.person, first.name]);
  });
  test('V-09 without a context the link stands for the course', async () => {
    for (const who of [{}, teacher]) {
      const inside = await enters({ ...who, change: without(`${LTI}context`) });
      const [course] = await server.db.job(await tenantOf(server, site), (tx) =>
        tx.query<{ kind: string }[]>('select c.kind from course c join enrolment e on e.course = c.id where e.id = $1', [inside.enrolment]),
      );
      expect(course?.kind).toBe('link');
    }
  });
  test('V-10 unknown claims, 100 kB of custom values, odd texts, long ids', async () => {
    const id = 'ü'.repeat(255);
    const odd = {
      [`${LTI}resource_link`]: { id, title: '‮مرحبا 👩‍🏫'.repeat(40) },
      [`${LTI}context`]: { id, title: 'Ä'.repeat(500), label: null },
      [`${LTI}custom`]: { blob: 'x'.repeat(100_000), unit: 'wiso-probezeit-kuendigung', n: 7 },
      'https://example.org/x': [{ a: 1 }],
    };
    for (const who of [{}, teacher]) expect((await enters({ ...who, change: (claims) => ({ ...claims, ...odd }) })).path).toContain('/l/');
  });
  test('V-11 aud as text and as a list of one', async () => {
    for (const aud of [site.clientId, [site.clientId]]) for (const who of [{}, teacher]) await enters({ ...who, change: withClaim('aud', aud) });
  });
  test('V-12 the same sub: from two issuers two persons, from two deployments one', async () => {
    const other = server.site('bbs');
    const here = await enters({ change: withClaim('sub', 'v-12') });
    const there = await launch(server, other, { change: withClaim('sub', 'v-12') });
    const session = await openSession(server, there);
    const [row] = await server.db.job(await tenantOf(server, other), (tx) =>
      tx.query<{ person: string }[]>('select person from enrolment where id = $1', [session.body['enrolmentId']]),
    );
    expect(row?.person).not.toBe(here.person);
    await server.started.app
      .get(PlatformsService)
      .register(await tenantOf(server, site), { ...registration(site), deployments: [{ deploymentId: site.deploymentId }, { deploymentId: 'second' }] });
    const again = await enters({ change: (claims) => ({ ...claims, sub: 'v-12', [`${LTI}deployment_id`]: 'second' }) });
    expect([again.person, again.enrolment === here.enrolment]).toEqual([here.person, false]);
  });
});

const registration = (of: DemoSite) => ({
  issuer: of.issuer,
  clientId: of.clientId,
  name: of.name,
  authUrl: of.authUrl,
  tokenUrl: of.tokenUrl,
  jwksUrl: of.jwksUrl,
});

describe('roles', () => {
  test('L-01 a learner of the course stays one, whatever the institution says', async () =>
    expect((await enters({ change: roles(`${MEMBER}Learner`, `${INSTITUTION}Instructor`, `${INSTITUTION}Administrator`) })).role).toBe('trainee'));
  test('L-02 an admin of institution or system has no rights in a course', async () => {
    for (const role of [`${INSTITUTION}Administrator`, `${SYSTEM}SysAdmin`, `${SYSTEM}Administrator`, `${INSTITUTION}Instructor`])
      expect((await enters({ person: 'admin', change: roles(role) })).role).toBe('guest');
    const [row] = await server.db.job(await tenantOf(server, site), (tx) =>
      tx.query<{ count: number }[]>(`select count(*)::int as count from role_grant where role = 'admin'`),
    );
    expect(row?.count).toBe(0);
  });
  test('L-03 a teaching assistant gets nothing by the claim alone', async () =>
    expect(
      (
        await enters({
          change: (claims) => ({ ...claims, sub: 'l-03', [`${LTI}roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant'] }),
        })
      ).role,
    ).toBe('guest'));
  test('L-04 a mentor is refused with a sentence', async () => {
    const page = await refused({ change: roles(`${MEMBER}Mentor`) }, 'ROLE_MENTOR', { status: 403 });
    expect(page.body).toContain('Mit deiner Rolle im Kurs kann Lotse nicht geöffnet werden.');
  });
  test('L-06 a test user is marked', async () => {
    const inside = await enters({
      change: (claims) => ({ ...claims, sub: 'l-06', [`${LTI}roles`]: [`${MEMBER}Learner`, 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser'] }),
    });
    expect([inside.role, inside.test]).toEqual(['trainee', true]);
  });
  test('L-07 the same e-mail address from two platforms: two persons', async () => {
    const mail = (claims: Claims) => ({ ...claims, email: 'same@example.org' });
    const here = await enters({ change: mail });
    const other = server.site('bbs');
    const session = await openSession(server, await launch(server, other, { person: 'emre.kaya', change: mail }));
    const [row] = await server.db.job(await tenantOf(server, other), (tx) =>
      tx.query<{ person: string }[]>('select person from enrolment where id = $1', [session.body['enrolmentId']]),
    );
    expect(row?.person).not.toBe(here.person);
  });
});

describe('the tests bite: with its rule switched off, the bad launch comes in', () => {
  afterEach(() => restore.splice(0).forEach((back) => back()));
  const restore: (() => void)[] = [];
  function off(name: keyof LaunchGate['rules']['claims']): void {
    const { rules } = server.started.app.get(LaunchGate);
    const old = rules.claims[name];
    rules.claims[name] = () => null;
    restore.push(() => {
      rules.claims[name] = old;
    });
  }
  test.each<[string, keyof LaunchGate['rules']['claims'], (claims: Claims) => Claims]>([
    ['C', 'version', withClaim(`${LTI}version`, '1.2.0')],
    ['C', 'times', (claims) => ({ ...claims, iat: 1, exp: 2 })],
    ['C', 'messageType', withClaim(`${LTI}message_type`, 'LtiSomethingRequest')],
    ['C', 'needed', without('iat', 'nbf')],
  ])('%s: %s', async (_, rule, change) => {
    off(rule);
    if (rule === 'needed') off('times');
    expect((await launch(server, site, { change })).status).toBe(303);
  });
  test('V, L: roles that count wherever they come from', async () => {
    const { rules } = server.started.app.get(LaunchGate);
    const read = rules.read;
    restore.push(() => {
      rules.read = read;
    });
    rules.read = (claims) => {
      const seen = read(claims);
      return typeof seen === 'object' && !('broken' in seen)
        ? { ...seen, role: JSON.stringify(claims[`${LTI}roles`]).includes('Instructor') ? 'teacher' : 'trainee' }
        : seen;
    };
    expect((await enters({ change: roles(`${MEMBER}Learner`, `${INSTITUTION}Instructor`) })).role).toBe('teacher');
    expect((await enters({ change: roles() })).role).toBe('trainee');
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { AnswersToPlatform, LaunchGate, PickerService } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { answered, carry, DL_SETTINGS, openDialog, pickerOf, type Dialog, type Picker } from '../../world/deep-linking-client.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, auditOf, codeIn, countSessions, launch, openSession } from '../../world/lti-client.js';
import { Mutants } from '../../world/mutants.js';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim/';
const UNIT = { kind: 'unit', id: 'wiso-probezeit-kuendigung' } as const;
const OTHER = { kind: 'unit', id: 'deutsch-operatoren' } as const;
const MODULE = { kind: 'module', id: 'wiso-ausbildung' } as const;

let server: TestServer;
let site: DemoSite;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
}, 180_000);
afterAll(() => server?.stop());

const mutants = new Mutants();
afterEach(() => mutants.restore());
const gate = () => server.started.app.get(LaunchGate).rules.message;
const answers = () => server.started.app.get(AnswersToPlatform).rules;

const open = async (wish: Parameters<typeof openDialog>[2] = {}): Promise<Picker> => pickerOf(server, await openDialog(server, site, wish));
async function refused(dialog: Dialog, before: { sessions: number; audit: number }, status: number, code: string): Promise<void> {
  expect([dialog.answer.status, codeIn(dialog.answer)]).toEqual([status, code]);
  expect(dialog.answer.body).not.toMatch(/<form|<script/);
  expect(await countSessions(server)).toBe(before.sessions);
  expect((await auditOf(server, site)).slice(before.audit).map((row) => [row.event, row.details['reason']])).toEqual([['launch.refused', code]]);
}
const standing = async () => ({ sessions: await countSessions(server), audit: (await auditOf(server, site)).length });

describe('D-01 a teacher chooses, and the platform gets a message it can trust', () => {
  test('iss, aud, nonce, times, kid, deployment, type, version, data; signed with a key of ours', async () => {
    const picker = await open({ settings: { data: 'csrftoken:c7fbba78-7b75-46e3-9201-11e6d5f36f53' } });
    const page = await picker.ask('GET', `/api/deep-linking/${picker.ticket}`);
    expect(page.body).toMatchObject({ platform: 'Lernwerk', acceptsLinks: true, acceptsSeveral: true });
    const carried = await answered(picker, [UNIT]);
    expect(carried.status).toBe(200);
    expect(carried.action).toMatch(new RegExp(`^${site.issuer}/mod/lti/contentitem_return\\.php\\?course=\\d+&id=1&sesskey=`));
    const now = Math.floor(server.clock.now().getTime() / 1000);
    const { payload, protectedHeader } = await jwtVerify(carried.jwt, createRemoteJWKSet(new URL(`${server.url}/lti/keys`)), {
      issuer: site.clientId,
      audience: site.issuer,
      currentDate: server.clock.now(),
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
    expect(payload).toMatchObject({
      [`${LTI}message_type`]: 'LtiDeepLinkingResponse',
      [`${LTI}version`]: '1.3.0',
      [`${LTI}deployment_id`]: site.deploymentId,
      [`${DL}data`]: 'csrftoken:c7fbba78-7b75-46e3-9201-11e6d5f36f53',
    });
    expect((payload.exp ?? 0) - now).toBeLessThanOrEqual(300);
    expect(payload.iat).toBe(now - 5);
    expect(carried.items).toEqual([
      {
        type: 'ltiResourceLink',
        title: 'Probezeit und Kündigung',
        text: expect.stringContaining('Probezeit'),
        url: `${server.url}/lti/launch`,
        custom: { unit: UNIT.id },
        lineItem: {
          scoreMaximum: 100,
          label: 'Probezeit und Kündigung',
          resourceId: UNIT.id,
          tag: 'unit',
          submissionReview: { reviewableStatus: ['InProgress', 'Submitted', 'Completed'], label: 'Bearbeitung in Lotse ansehen' },
        },
      },
    ]);
    const second = await answered(await open(), [UNIT]);
    expect(second.claims['nonce']).not.toBe(carried.claims['nonce']);
    expect(String(second.claims['nonce']).length).toBeGreaterThanOrEqual(32);
    expect(second.claims[`${DL}data`]).toBeUndefined();
  });

  test('several at once and whole modules, in the order of choosing', async () => {
    const carried = await answered(await open(), [MODULE, OTHER, UNIT]);
    expect(carried.items.map((item) => item['custom'])).toEqual([{ module: MODULE.id }, { unit: OTHER.id }, { unit: UNIT.id }]);
    expect(carried.items[0]).toMatchObject({
      title: 'WiSo: Ausbildung und Arbeitsvertrag',
      lineItem: { resourceId: MODULE.id, tag: 'module', scoreMaximum: 100 },
    });
  });

  test('Moodle makes the activities of it, with columns of 100 and the way back into the work', async () => {
    const course = site.addCourse({ key: 'dl1', label: 'dl1', title: 'Deep Linking' });
    site.platform.state.enrolments.push({ courseId: course.id, personId: site.person('bernd.asmus').id, role: 'teacher', suspended: false });
    const { session, cookie } = site.session('bernd.asmus');
    const dialog = await openDialog(server, site, {
      course: 'dl1',
      settings: { deep_link_return_url: `${site.issuer}/mod/lti/contentitem_return.php?course=${course.id}&id=1&sesskey=${session.sesskey}` },
    });
    const carried = await answered(await pickerOf(server, dialog), [UNIT, OTHER, MODULE]);
    const form = new URLSearchParams({ JWT: carried.jwt, repost: '1' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie };
    const returned = await fetch(carried.action, { method: 'POST', headers, body: form, redirect: 'manual' });
    const list = await returned.text();
    expect([returned.status, list.includes('Die folgenden Elemente werden zu Ihrem Kurs hinzugefügt')]).toEqual([200, true]);
    const forms = (/name="contentitems" value="([^"]*)"/.exec(list)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#34;', '"')
      .replaceAll('&#039;', "'")
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
    await fetch(`${site.issuer}/course/modedit.php`, {
      method: 'POST',
      headers,
      redirect: 'manual',
      body: new URLSearchParams({ course: course.id, typeid: '1', contentitems: forms }).toString(),
    });
    const made = site.links.filter((link) => link.courseId === course.id);
    expect(
      made.map((link) => [
        link.custom,
        link.graded,
        site.gradebook.column(link)?.scoreMaximum,
        site.gradebook.column(link)?.hasNumbers,
        Boolean(site.gradebook.column(link)?.reviewUrl),
      ]),
    ).toEqual([
      [`unit=${UNIT.id}`, true, 100, true, true],
      [`unit=${OTHER.id}`, true, 100, true, true],
      [`module=${MODULE.id}`, true, 100, true, true],
    ]);
  });
});

describe('D-02 only staff chooses', () => {
  test.each(['amira.haddad', 'finn.luehrs'])('%s gets a page, no session, no ticket', async (person) => {
    const before = await standing();
    await refused(await openDialog(server, site, { person }), before, 403, 'DEEP_LINKING_ROLE');
  });
  test('mutant: without the rule a learner would be let in', async () => {
    mutants.without(gate(), 'role', () => null);
    expect((await openDialog(server, site, { person: 'amira.haddad' })).answer.status).toBe(303);
  });
  test('a session of a learner finds no picker, and a teacher not that of another', async () => {
    const mine = await open();
    const learner = await openSession(server, await launch(server, site, { person: 'amira.haddad' }));
    const asked = await api(server, 'GET', `/api/deep-linking/${mine.ticket}`, undefined, { authorization: `Bearer ${String(learner.body['token'])}` });
    expect(asked.status).toBe(403);
    const other = await open({ person: 'admin' });
    expect((await other.ask('GET', `/api/deep-linking/${mine.ticket}`)).body).toMatchObject({ code: 'ticket.unknown' });
    expect((await other.ask('POST', `/api/deep-linking/${mine.ticket}`, { items: [UNIT] })).status).toBe(404);
  });
});

describe('D-03 only what the place accepts', () => {
  test('no LTI links: nothing but the way back', async () => {
    const picker = await open({ settings: { accept_types: ['link', 'html'] } });
    expect((await picker.ask('GET', `/api/deep-linking/${picker.ticket}`)).body).toMatchObject({ acceptsLinks: false });
    expect((await picker.choose([UNIT])).body).toMatchObject({ code: 'items.not-accepted' });
    expect((await answered(picker, [])).items).toEqual([]);
  });
  test.each([[false], ['false']])('one at a time (accept_multiple %j)', async (value) => {
    const picker = await open({ settings: { accept_multiple: value } });
    expect((await picker.choose([UNIT, OTHER])).body).toMatchObject({ code: 'items.several' });
    expect((await answered(picker, [UNIT])).items).toHaveLength(1);
  });
  test('mutant: without the rule two would be sent where one is accepted', async () => {
    mutants.without(server.started.app.get(PickerService).rules, 'onlyAccepted', false);
    expect((await answered(await open({ settings: { accept_multiple: false } }), [UNIT, OTHER])).items).toHaveLength(2);
  });
  test('no column where accept_lineitem is false; one where it is missing or true', async () => {
    for (const [value, wanted] of [
      [false, false],
      ['false', false],
      [true, true],
      [undefined, true],
    ] as const) {
      const { items } = await answered(await open({ settings: value === undefined ? {} : { accept_lineitem: value } }), [UNIT]);
      expect([value, 'lineItem' in (items[0] ?? {})]).toEqual([value, wanted]);
    }
  });
  test('mutant: without the rule the column would be sent', async () => {
    mutants.without(answers(), 'asksForColumn', false);
    expect((await answered(await open({ settings: { accept_lineitem: false } }), [UNIT])).items[0]).toHaveProperty('lineItem');
  });
  test('only what this tenant has published', async () => {
    const picker = await open();
    expect((await picker.choose([{ kind: 'unit', id: 'no-such-unit' }])).status).toBe(404);
    expect((await picker.choose([UNIT, { kind: 'module', id: 'wiso-probezeit-kuendigung' }])).status).toBe(404);
    expect((await answered(picker, [UNIT])).status).toBe(200);
  });
});

test('D-04 cancel: no items, and the teacher is sent back', async () => {
  const carried = await answered(await open({ settings: { data: 'x' } }), []);
  expect([carried.items, carried.claims[`${DL}data`], carried.action.startsWith(`${site.issuer}/mod/lti/contentitem_return.php`)]).toEqual([[], 'x', true]);
  expect((await auditOf(server, site)).at(-1)).toMatchObject({ event: 'deep-linking.cancelled', details: { items: 0 } });
});

describe('D-05 the way back leads to the platform that asked, or there is none', () => {
  const foreign = (): [string, string][] => [
    ['another host', 'https://evil.example/return'],
    ['another port', site.issuer.replace(/:\d+/, ':1')],
    ['another scheme', site.issuer.replace('http:', 'https:')],
    ['a host in the user part', `http://127.0.0.1:1@evil.example/`],
    ['a script', 'javascript:alert(1)'],
    ['the other platform of the demo', server.site('bbs').issuer],
  ];
  test.each([0, 1, 2, 3, 4, 5])('case %d', async (at) => {
    const [, url] = foreign()[at] ?? ['', ''];
    const before = await standing();
    await refused(await openDialog(server, site, { settings: { deep_link_return_url: url } }), before, 400, 'RETURN_URL_FOREIGN');
  });
  test('no address at all', async () => {
    const before = await standing();
    await refused(await openDialog(server, site, { settings: { deep_link_return_url: undefined } }), before, 401, 'CLAIM_INVALID');
  });
  test('mutant: without both looks the message would go there', async () => {
    mutants.without(gate(), 'returnUrl', () => null);
    const wish = { settings: { deep_link_return_url: 'https://evil.example/return' } };
    const chosen = await (await open(wish)).choose([UNIT]);
    const picker = await open(wish);
    expect(codeIn({ body: (await carry(picker, String(chosen.body['path']))).page })).toBe('RETURN_URL_FOREIGN');
    mutants.without(answers(), 'checksReturnUrl', false);
    expect((await answered(await open(wish), [UNIT])).action).toBe('https://evil.example/return');
  });
});

test('what the recorded Moodle sends is understood as deep linking', async () => {
  const { claims } = JSON.parse(readFileSync(new URL('../../fixtures/lti/deep-linking-request.json', import.meta.url), 'utf8')) as {
    claims: Record<string, unknown>;
  };
  const settings = claims[DL_SETTINGS] as Record<string, unknown>;
  const picker = await open({ settings: { ...settings, deep_link_return_url: `${site.issuer}/mod/lti/contentitem_return.php?course=2&id=1&sesskey=x` } });
  expect((await picker.ask('GET', `/api/deep-linking/${picker.ticket}`)).body).toMatchObject({ acceptsLinks: true, acceptsSeveral: true });
});

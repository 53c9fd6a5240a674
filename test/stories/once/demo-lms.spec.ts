import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoLms, type DemoLms, type DemoSite, type LineItem } from '../../../apps/demo-lms/index.js';
import { Differences } from '../../fixtures/lti/compare.js';
import {
  addRecordedLinks,
  formAction,
  formFields,
  PlayedClock,
  RecordedTool,
  replayed,
  send,
  startRecordedSite,
  type Answer,
} from '../../fixtures/lti/recorded-site.js';
import { MessageReplay } from '../../fixtures/lti/replay-messages.js';
import { ServiceReplay } from '../../fixtures/lti/replay-services.js';

/**
 * Where the demo LMS answers otherwise than the recorded Moodle, and why. Compared are status, reason phrase, content
 * type, Link header, body and stored grade of every request; not compared: nginx's own headers (server, chunked
 * transfer, expires), the session cookie (ours is Lax as Moodle forces it since 4.5.11), the text of HTML pages.
 */
const DIFFERENCES: Record<string, string> = {
  'ags-scores-results › results limit1 › body': 'the error page is our own; status and content type are equal',
  'nrps-all › other course 1 › body › members › 0 › given_name': 'the guest account has a German name here',
  'nrps-all › other course 1 › body › members › 0 › name': 'the guest account has a German name here',
  'deep-linking-response-singleint › created 11 › intro': 'no rich text editor rewrites <b> and wraps a paragraph',
  'deep-linking-response-newlines › created 16 › intro': 'no rich text editor wraps a paragraph and joins its lines',
};

/** Recordings that hold no request to the LMS. */
const NOT_REPLAYED: Record<string, string> = {
  'browser-storage-matrix': 'cookies of browsers, no LMS messages: not copied, the browser stories of Lotse cover it',
};

describe('the demo LMS answers as the recorded Moodle did', () => {
  const clock = new PlayedClock();
  const tool = new RecordedTool(clock, 'pI4LnY8VR9mIqMG');
  let lms: DemoLms;
  let site: DemoSite;
  let differences: Differences;
  beforeAll(async () => {
    ({ lms, site } = await startRecordedSite(clock, tool));
    differences = new Differences(site.issuer);
  });
  afterAll(() => lms.close());

  const column = (id: string): LineItem => site.gradebook.items.find((item) => item.id === id) as LineItem;

  it('replays every recording; what differs stands in the list', async () => {
    const messages = new MessageReplay(site, tool, clock, differences);
    const services = new ServiceReplay(site, tool, clock, differences);
    await messages.registration();
    addRecordedLinks(site);
    const embed = '/mod/lti/launch.php?id=2';
    for (const who of ['student', 'student2', 'teacher', 'tutor', 'manager', 'admin']) await messages.launch(`launch-${who}`, embed, `login-initiation-${who}`);
    await messages.launch('launch-student-window', '/mod/lti/launch.php?id=3', 'login-initiation-student-window');
    await messages.launch('launch-teacher-nograde-noblocks', '/mod/lti/launch.php?id=4', 'login-initiation-teacher-nograde-noblocks');
    await messages.authErrors();
    await messages.deepLinkingRequest();
    for (const name of ['empty', 'error', 'single', 'nourl', 'nolineitem', 'multi', 'link', 'html'])
      await messages.deepLinkingResponse(`deep-linking-response-${name}`);
    await messages.deepLinkingNegative();
    await services.tokenAnswers();
    await services.makeTokens();
    await services.file('ags-lineitems');
    for (const name of ['singleint', 'multibad', 'longtitle', 'notitle', 'newlines']) await messages.deepLinkingResponse(`deep-linking-response-${name}`);
    await roster(services);
    await scores(services);
    await services.scoreMatrix();
    privacy('never');
    await messages.launch('launch-student-privacy-never', embed);
    privacy('always');
    await messages.launch('launch-student-deeplinked-item', '/mod/lti/launch.php?id=12');
    await messages.launch('launch-submission-review', '/mod/lti/launch.php?id=12&action=gradeReport&user=4');

    expect(differences.found.sort()).toEqual(Object.keys(DIFFERENCES).sort());
    expect(differences.compared).toBeGreaterThan(1200);
    const files = await readdir(new URL('../../fixtures/lti/', import.meta.url));
    const recordings = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
    expect(recordings.filter((name) => !replayed.has(name))).toEqual([]);
    expect(recordings.some((name) => name in NOT_REPLAYED)).toBe(false);
  });

  async function scores(services: ServiceReplay): Promise<void> {
    clock.set(Date.parse('2026-11-22T07:05:48Z') / 1000);
    const before: Record<string, () => Promise<void>> = {
      'score on overridden': () => site.setGrade('4', column('5'), { overridden: 1795331151 }),
      'score on locked': () => site.setGrade('4', column('5'), { overridden: 0, locked: true }),
    };
    await services.file('ags-scores-results', (entry) => before[entry]?.());
  }

  async function roster(services: ServiceReplay): Promise<void> {
    for (const file of ['nrps-membership', 'nrps-membership-rlid', 'nrps-paging']) await services.single(file);
    privacy('never');
    await services.single('nrps-membership-privacy-never');
    const settings = async (entry: string): Promise<void> => {
      privacy(/never/.test(entry) ? 'never' : /delegate/.test(entry) ? 'delegate' : 'always');
      if (/name only/.test(entry)) site.tool.sendEmail = 'never';
      if (/suspended/.test(entry)) await site.suspendEnrolment('olha.kovalenko', 'opt');
    };
    await services.file('nrps-all', settings, ['lis_result_sourcedid']);
    privacy('always');
    await site.suspendEnrolment('olha.kovalenko', 'opt', true);
  }

  function privacy(kind: 'always' | 'never' | 'delegate'): void {
    site.tool.sendName = site.tool.sendEmail = kind;
  }
});

describe('the demo LMS in Lotse’s tests and first start', () => {
  const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';
  const clock = new PlayedClock();
  const tool = new RecordedTool(clock, 'lotse-lernwerk');
  const start = clock.now().getTime() / 1000;
  let lms: DemoLms;
  let site: DemoSite;
  let folder: string;
  const open = (stateFile?: string): Promise<DemoLms> =>
    startDemoLms({ clock, toolUrl: 'http://localhost:3000', port: 0, fetch: tool.fetch, ...(stateFile ? { stateFile } : {}) });
  beforeEach(async () => {
    clock.set(start);
    folder = await mkdtemp(join(tmpdir(), 'demo-lms-'));
    lms = await open(join(folder, 'demo-lms.json'));
    site = lms.sites[0] as DemoSite;
  });
  afterEach(async () => {
    await lms.close();
    await rm(folder, { recursive: true });
  });

  const column = (key = 'probezeit'): LineItem => site.gradebook.column(site.link(key)) as LineItem;

  async function bearer(scope = `${AGS}/score ${AGS}/result.readonly`): Promise<string> {
    return (JSON.parse((await tool.token(site, scope)).body) as { access_token: string }).access_token;
  }

  async function score(token: string, change: Record<string, unknown> = {}, who = 'amira.haddad'): Promise<Answer> {
    const body = {
      userId: site.person(who).id,
      timestamp: clock.now().toISOString(),
      activityProgress: 'InProgress',
      gradingProgress: 'FullyGraded',
      scoreGiven: 80,
      scoreMaximum: 100,
      comment: '8 von 10 Aufgaben beim ersten Versuch richtig',
      ...change,
    };
    const { issuer } = site;
    return send(`${issuer}/mod/lti/services.php/2/lineitems/${column().id}/lineitem/scores?type_id=1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.ims.lis.v1.score+json' },
      body: JSON.stringify(body),
    });
  }

  function authUrl(fields: Record<string, string>): string {
    const query = new URLSearchParams({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: site.clientId,
      redirect_uri: 'http://localhost:3000/lti/launch',
      login_hint: fields['login_hint'] ?? '',
      state: 's',
      nonce: 'n',
      lti_message_hint: fields['lti_message_hint'] ?? '',
    });
    return `${site.authUrl}?${query.toString()}`;
  }

  it('lets a launch id be used once', async () => {
    const { session, cookie } = site.session('amira.haddad');
    const url = authUrl(site.initiation(session, { link: 'probezeit' }));
    expect(Object.keys(formFields((await send(url, { headers: { cookie } })).body))).toEqual(['id_token', 'state']);
    const again = await send(url, { headers: { cookie } });
    expect([again.status, again.body.includes('id_token')]).toEqual([404, false]);
  });

  it('reposts an auth request that came without the session cookie, and gives up after that', async () => {
    const { session, cookie } = site.session('amira.haddad');
    const url = authUrl(site.initiation(session, { link: 'probezeit' }));
    const page = (await send(url)).body;
    expect([new URL(formAction(page), url).href, formFields(page)]).toEqual([url, { repost: '1' }]);
    const post = { method: 'POST', body: 'repost=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await send(url, post)).status).toBe(404);
    const second = await send(url, { ...post, headers: { ...post.headers, cookie } });
    expect(formFields(second.body)['id_token']).toBeTruthy();
  });

  it('starts with one click: frame at a desk, whole window on a phone or on request', async () => {
    const first = await send(site.startUrl({ person: 'amira.haddad', link: 'operatoren' }));
    expect(first.headers['set-cookie']).toMatch(/; HttpOnly; SameSite=Lax$/);
    const cookie = (first.headers['set-cookie'] ?? '').split(';')[0] as string;
    const page = await send(first.headers['location'] as string, { headers: { cookie } });
    expect(page.body).toContain('allow="microphone http://localhost:3000; camera http://localhost:3000"');
    const phone = { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537.36' };
    expect((await send(site.startUrl({ person: 'amira.haddad', link: 'operatoren' }), { headers: phone })).headers['location']).toMatch(/launch\.php\?id=\d+$/);
    expect((await send(site.startUrl({ person: 'amira.haddad', link: 'operatoren', target: 'window' }))).headers['location']).toMatch(/&target=window$/);
  });

  it('keeps grades, keys, tools and posts over a restart', async () => {
    await score(await bearer());
    const person = site.person('amira.haddad');
    const [grade, kid, [{ issuer: bbs } = { issuer: '' }]] = [site.gradebook.grade(person, column()), site.keys[0]?.kid, lms.sites.slice(1)];
    expect(bbs).toMatch(/^http:\/\/127\.0\.0\.2:/);
    await lms.close();
    lms = await open(join(folder, 'demo-lms.json'));
    site = lms.sites[0] as DemoSite;
    expect(site.gradebook.grade(site.person('amira.haddad'), column())).toEqual(grade);
    expect([site.keys[0]?.kid, site.gradebook.posts.length, site.gradebook.posts[0]?.status]).toEqual([kid, 1, 200]);
    expect(JSON.parse(await readFile(join(folder, 'demo-lms.json'), 'utf8'))).toHaveProperty('sites.bbs');
  });

  it('takes a later whole second only, erases on anything not fully graded, keeps what a teacher typed', async () => {
    const token = await bearer();
    const cell = (): unknown => site.gradebook.grade(site.person('amira.haddad'), column())?.score;
    expect([(await score(token)).status, cell()]).toEqual([200, 80]);
    expect([(await score(token, { scoreGiven: 90 })).status, cell()]).toEqual([409, 80]);
    clock.set(start + 1);
    expect([(await score(token, { scoreGiven: 90 })).status, cell()]).toEqual([200, 90]);
    clock.set(start + 2);
    expect([(await score(token, { gradingProgress: 'Pending' })).status, cell()]).toEqual([200, null]);
    await site.overrideGrade('amira.haddad', column(), 55);
    expect((await score(token)).status).toBe(409);
    clock.set(start + 3);
    expect([(await score(token)).status, cell()]).toEqual([200, 55]);
    await site.lockGrade('amira.haddad', column());
    clock.set(start + 4);
    expect([(await score(token)).status, (await score(token, {}, 'karin.thomsen')).status]).toEqual([500, 400]);
    clock.set(start + 3601);
    expect((await score(token)).status).toBe(401);
    await site.deleteLineItem(column());
    expect(site.gradebook.column(site.link('probezeit'))).toBeNull();
  });

  it('breaks on demand: status, cut connection, stored without answer, everything down', async () => {
    const token = await bearer();
    site.faults.set({ target: 'scores', mode: { status: 503, headers: { 'retry-after': '7' } }, times: 1 });
    expect((await score(token)).headers['retry-after']).toBe('7');
    site.faults.set({ target: 'all', mode: { drop: true }, times: 1 });
    await expect(score(token)).rejects.toThrow();
    site.faults.set({ target: 'scores', mode: { storeThenTimeout: true }, times: 1 });
    void score(token).catch(() => undefined);
    await until(() => site.gradebook.posts.length === 3);
    expect(site.gradebook.posts.map((post) => [post.status, post.answered])).toEqual([
      [503, true],
      [0, false],
      [200, false],
    ]);
    expect(site.gradebook.grade(site.person('amira.haddad'), column())?.score).toBe(80);
    site.faults.down(true);
    await expect(send(site.jwksUrl)).rejects.toThrow();
    site.faults.clear();
    site.faults.set({ target: 'jwks', mode: { status: 500 }, share: 0.5, seed: 7 });
    const tries = await Promise.all(Array.from({ length: 40 }, async () => (await send(site.jwksUrl)).status));
    expect(tries.filter((status) => status === 500).length).toBeGreaterThan(10);
    expect([site.requests.jwks, site.requests.scores, site.requests.token]).toEqual([40, 3, 1]);
  });

  it('publishes a new key beside the old one, and takes no registration after an hour', async () => {
    await site.rotateKey();
    const jwks = JSON.parse((await send(site.jwksUrl)).body) as { keys: Array<{ kid: string }> };
    const header = JSON.parse(Buffer.from(site.sign({}).split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
    expect(jwks.keys.map((key) => key.kid).indexOf(header.kid)).toBe(1);
    const token = new URL(site.registrationUrl('http://localhost:3000/register')).searchParams.get('registration_token') ?? '';
    clock.set(start + 3600);
    const late = await send(`${site.issuer}/mod/lti/openid-registration.php`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' });
    expect([late.status, site.tools.length]).toEqual([401, 1]);
  });

  it('shows suspended people nothing, and escapes what a tool wrote', async () => {
    const { cookie } = site.session('amira.haddad');
    await site.suspend('amira.haddad');
    expect((await send(`${site.issuer}/mod/lti/launch.php?id=2`, { headers: { cookie } })).body).toContain('Anmelden');
    await site.setGrade('lea.brandt', column(), { finalGrade: 1, feedback: '<script>alert(1)</script>' });
    const grades = await send(`${site.issuer}/grade/report/grader/index.php?id=2`, { headers: { cookie: site.session('karin.thomsen').cookie } });
    expect([grades.body.includes('<script>'), grades.body.includes('&#60;script&#62;')]).toEqual([false, true]);
    const choose = `${site.issuer}/mod/lti/contentitem.php?course=2&id=1`;
    const may = async (who: string): Promise<number> => (await send(choose, { headers: { cookie: site.session(who).cookie } })).status;
    expect([await may('bernd.asmus'), await may('karin.thomsen'), await may('lea.brandt')]).toEqual([200, 403, 403]);
  });
});

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}

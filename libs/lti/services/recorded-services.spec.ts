import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, Log, SafeFetch } from '#lotse/base';
import { afterRefusal, isEqual } from '../grades/outcome.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { Playback, recorded, type RecordedAnswer } from '../recorded.js';
import { nextPage, readMembers } from '../roster/read-members.js';
import type { Sightings } from './sightings.js';
import { readTokenRefusal } from './read-token-refusal.js';
import { LtiServices, type ServiceAccess } from './services.js';
import type { TokenRequest } from './token-request.js';

type Entry = RecordedAnswer & {
  request: { method: string; url: string; accept?: string; contentType?: string; body?: Record<string, unknown> };
  reason: string;
};

let moodle: Playback;
let services: LtiServices;
let access: ServiceAccess;
const logged: string[] = [];
/** What the token endpoint answers; asking for one needs keys of a registration, which these recordings know nothing of. */
let token: RecordedAnswer = recorded<Record<string, RecordedAnswer>>('ags-token')['ok'] as RecordedAnswer;

beforeAll(async () => {
  moodle = await new Playback().open();
  const at = moodle.origin;
  const addresses = { authUrl: `${at}/mod/lti/auth.php`, tokenUrl: `${at}/mod/lti/token.php`, jwksUrl: `${at}/mod/lti/certs.php` };
  const platform: Platform = { id: 'r', tenant: 't', issuer: at, clientId: 'pI4LnY8VR9mIqMG', name: 'Moodle', audience: null, state: 'active', ...addresses };
  access = { platform, deploymentId: '1', scopes: [] };
  const asks = { send: () => Promise.resolve({ status: token.status, headers: token.headers, text: String(token.body) }) } as unknown as TokenRequest;
  const seen = { note: () => Promise.resolve() } as unknown as Sightings;
  services = new LtiServices(new SafeFetch({ insecureLms: [at] }), new Clock(), asks, new Log('warn', (line) => logged.push(line)), seen);
});
afterAll(() => moodle.close());

describe('ags-token: JSON sent as text/html, with quotes inside that are not escaped', () => {
  const answers = recorded<Record<string, RecordedAnswer>>('ags-token');
  const MEANS: Record<string, string> = {
    onlyUnknown: 'token token.scope',
    expired: 'token token.time',
    iatFuture: 'token token.time',
    unknownSub: 'token token.client',
    noKid: 'our-keys our-keys.unknown',
    wrongKid: 'our-keys our-keys.unknown',
  };
  it('each refusal has its meaning', () =>
    expect(
      Object.keys(answers)
        .filter((name) => answers[name]?.status !== 200)
        .sort(),
    ).toEqual(Object.keys(MEANS).sort()));
  it.each(Object.entries(MEANS))('%s: %s', (name, meaning) => {
    const { step, code } = readTokenRefusal(String(answers[name]?.body));
    expect(`${step} ${code}`).toBe(meaning);
  });
  it.each(Object.keys(answers).filter((name) => answers[name]?.status === 200))('%s: a token that is used', async (name) => {
    token = answers[name] as RecordedAnswer;
    moodle.play({ status: 200, headers: {}, body: [] });
    const fresh = { ...access, scopes: [name] };
    expect((await services.findLineItems(fresh, `${moodle.origin}/l`, {})).reply.status).toBe(200);
    token = answers['ok'] as RecordedAnswer;
  });
});

describe('ags-lineitems', () => {
  const entries = recorded<Record<string, Entry>>('ags-lineitems');
  const container = () => `${moodle.origin}/mod/lti/services.php/2/lineitems?type_id=1`;
  const lists = Object.entries(entries).filter(([, one]) => one.request.method === 'GET' && Array.isArray(one.body));
  it('asks with exactly the one media type the Moodle takes', async () => {
    moodle.play(entries['GET container'] as Entry);
    await services.findLineItems(access, container(), { resource_link_id: '1' });
    expect(moodle.asked.at(-1)).toMatchObject({
      method: 'GET',
      path: '/mod/lti/services.php/2/lineitems?type_id=1&resource_link_id=1',
      accept: entries['GET container']?.request.accept,
    });
    for (const name of ['GET container accept */*', 'GET container accept json', 'GET container accept list']) expect(entries[name]?.status).toBe(400);
  });
  it.each(lists)('%s: addresses of this platform, with or without a link', async (_, entry) => {
    moodle.play(entry);
    const { items } = await services.findLineItems(access, container(), {});
    expect(items).toHaveLength((entry.body as unknown[]).length);
    for (const item of items) expect(item.url).toMatch(new RegExp(`^${moodle.origin}/mod/lti/services.php/2/lineitems/\\d+/lineitem\\?type_id=1$`));
  });
  it('a column tied to a link is told from one tied to none', async () => {
    moodle.play(entries['GET resource_link_id=6'] as Entry);
    expect((await services.findLineItems(access, container(), {})).items.map((item) => item.linkId)).toEqual(['6']);
  });
  it('the Link header of a page cannot be followed, so no pages are asked for', () =>
    expect(nextPage(entries['GET limit=2']?.headers['link'] ?? null, container())).toBeNull());
  it('a column is made where it is taken, and its address comes back', async () => {
    moodle.play(entries['POST li linked'] as Entry);
    const wish = { label: 'Linked', resourceId: 'sa-2', tag: 'sa', linkId: '6' };
    expect((await services.makeLineItem(access, container(), wish)).url).toContain(`${moodle.origin}/mod/lti/services.php/2/lineitems/`);
    expect([moodle.asked.at(-1)?.type, entries['POST li json type']?.status]).toEqual([entries['POST li linked']?.request.contentType, 400]);
  });
  it.each<[string, string]>([
    ['POST li wrong link', 'paused'],
    ['POST li ro token', 'waiting'],
    ['GET unknown course', 'failed'],
    ['GET after delete', 'failed'],
  ])('%s: %s', (name, state) => expect(afterRefusal(replyOf(entries[name] as Entry)).state).toBe(state));
});

function replyOf({ status, headers, body }: RecordedAnswer) {
  return { status, retryAfterMs: null, type: headers['content-type'] ?? '', text: typeof body === 'string' ? body : JSON.stringify(body), link: null };
}

interface Tried extends Entry {
  gradeRowAfter?: { finalgrade: number | null };
}
const LINE_ITEM = '/mod/lti/services.php/2/lineitems/3/lineitem';

describe('ags-scores-results', () => {
  const entries = recorded<Record<string, Tried>>('ags-scores-results');
  const posts = Object.entries(entries).filter(([, one]) => one.request.method === 'POST');
  const MEANS = (status: number, name: string): string => {
    if (name === 'score on locked') return 'locked';
    return status === 401 ? 'waiting' : 'failed';
  };
  it('a score goes to the path before the query, as the recorded one did', async () => {
    const entry = entries['first score ms-precision'] as Tried;
    moodle.play(entry);
    const score = { userId: '4', timestamp: new Date('2026-11-22T06:00:00.123Z'), scoreGiven: 70, activityProgress: 'Completed' as const, comment: 'x' };
    const reply = await services.postScore(access, `${moodle.origin}${LINE_ITEM}?type_id=1`, score);
    const asked = moodle.asked.at(-1);
    expect([reply.status, asked?.path, asked?.type]).toEqual([
      200,
      new URL(entry.request.url).pathname + new URL(entry.request.url).search,
      entry.request.contentType,
    ]);
    expect(JSON.parse(asked?.body ?? '')).toEqual({ ...score, timestamp: '2026-11-22T06:00:00.123Z', scoreMaximum: 100, gradingProgress: 'FullyGraded' });
  });
  it('the same second again is refused with 409, whatever the milliseconds; a later one is not', () => {
    expect(['same timestamp same score', 'same second other ms', 'older', 'newer'].map((name) => entries[name]?.status)).toEqual([409, 409, 409, 200]);
  });
  it.each(posts.filter(([, one]) => ![200, 409].includes(one.status)))('%s is final, passes, or says that the grade is locked', (name, entry) =>
    expect(afterRefusal(replyOf(entry)).state).toBe(MEANS(entry.status, name)),
  );
  it('a score on an overridden column answers 200 and changes nothing: only a read-back tells', async () => {
    const entry = entries['score on overridden'] as Tried;
    expect([entry.status, entry.gradeRowAfter?.finalgrade]).toEqual([200, 7.7]);
    moodle.play(entries['results max11'] as Tried);
    const { result } = await services.getResult(access, `${moodle.origin}/mod/lti/services.php/2/lineitems/5/lineitem?type_id=1`, '4');
    if (!result) throw new Error('no result');
    expect([result.score, isEqual(result, 70), isEqual(result, 20)]).toEqual([7.7, true, false]);
  });
  it('results: a person without a grade has none, and whoever is not in the list neither', async () => {
    const lineItem = `${moodle.origin}${LINE_ITEM}?type_id=1`;
    for (const [name, user] of [
      ['results user', '4'],
      ['results user none', '6'],
      ['results with zero', '4'],
    ] as const) {
      moodle.play(entries[name] as Tried);
      expect([name, (await services.getResult(access, lineItem, user)).result]).toEqual([name, null]);
    }
    moodle.play(entries['results all'] as Tried);
    expect((await services.getResults(access, lineItem)).reply.status).toBe(200);
    expect([entries['results limit1']?.status, moodle.asked.some((one) => one.path.includes('limit='))]).toEqual([404, false]);
  });
});

describe('ags-score-matrix', () => {
  interface Cell {
    request: { gradingProgress: string; scoreGiven?: number; timestamp: string };
    status: number;
    gradeRowAfter: { finalgrade: number | null };
    resultAfter: unknown;
  }
  const cells = Object.entries(recorded<Record<string, Cell>>('ags-score-matrix'));
  it('anything but FullyGraded with a score erases the grade; with one it stands, whatever the activity’s progress', () => {
    for (const [name, { request, status, gradeRowAfter }] of cells) {
      if (status !== 200) continue;
      const stays = request.gradingProgress === 'FullyGraded' && request.scoreGiven !== undefined;
      expect([name, gradeRowAfter.finalgrade !== null]).toEqual([name, stays]);
    }
  });
  it.each(cells.filter(([, one]) => Array.isArray(one.resultAfter)))('%s: the result read back is the grade', async (_, { resultAfter, gradeRowAfter }) => {
    moodle.play({ status: 200, headers: { 'content-type': 'application/vnd.ims.lis.v2.resultcontainer+json' }, body: resultAfter });
    const { result } = await services.getResult(access, `${moodle.origin}${LINE_ITEM}?type_id=1`, '4');
    expect(result?.score ?? null).toBe(gradeRowAfter.finalgrade);
    if (result) expect([result.maximum, result.at?.toISOString()]).toEqual([100, expect.stringMatching(/^202\d-11-2\dT/)]);
  });
});

describe('roster', () => {
  const all = recorded<Record<string, Entry>>('nrps-all');
  const membersIn = (entry: Entry) => readMembers(JSON.stringify(entry.body));
  const pages = Object.entries(all).filter(([name, one]) => one.status === 200 && !name.includes('v1 accept'));
  it('nrps-membership: short role names; a tutor who launches as Instructor stands here as Learner', () => {
    const read = membersIn(recorded<Entry>('nrps-membership'));
    expect(read?.contextId).toBe('2');
    expect(read?.members.map(({ sub, role, isActive }) => [sub, role, isActive])).toEqual([
      ['4', 'trainee', true],
      ['5', 'trainee', true],
      ['6', 'trainee', true],
      ['3', 'teacher', true],
    ]);
    expect(JSON.stringify(read)).not.toMatch(/@|M-/);
  });
  it('nrps-membership-privacy-never: the same people without names', () => {
    const read = membersIn(recorded<Entry>('nrps-membership-privacy-never'));
    expect(read?.members.map((one) => [one.sub, one.name])).toEqual([
      ['4', null],
      ['5', null],
      ['6', null],
      ['3', null],
    ]);
  });
  it('nrps-membership-rlid: members of one link, with messages that are not read', () =>
    expect(membersIn(recorded<Entry>('nrps-membership-rlid'))?.members.map((one) => one.sub)).toContain('4'));
  it('nrps-paging: the next page is followed to its end', () => {
    const first = recorded<Entry>('nrps-paging');
    const next = nextPage(first.headers['link'] ?? null, first.request.url);
    expect(next).toBe(`${first.request.url}&from=2`);
    expect(all['limit=2&from=2'] && nextPage(all['limit=2&from=2'].headers['link'] ?? null, first.request.url)).toBeNull();
  });
  it.each(pages)('nrps-all, %s: read whole', (_, entry) => {
    const { members } = entry.body as { members: unknown[] };
    expect(membersIn(entry)?.members).toHaveLength(members.length);
  });
  it('another course than asked for names itself, the site course with all its users too', () =>
    expect(membersIn(all['other course 1'] as Entry)?.contextId).toBe('1'));
  it('whoever is suspended is left out by the platform', () =>
    expect(membersIn(all['olha.kovalenko enrolment suspended'] as Entry)?.members.map((one) => one.sub)).not.toContain('5'));
  it('asks with the one media type the Moodle takes', async () => {
    moodle.play(all['!full'] as Entry);
    await services.getMembers(access, `${moodle.origin}/mod/lti/services.php/CourseSection/2/bindings/1/memberships`);
    expect(moodle.asked.at(-1)?.accept).toBe(all['!full']?.request.accept);
    expect([all['json']?.status, all['v2 list accept']?.status]).toEqual([400, 400]);
  });
  it.each(['score token', 'no token', 'other tool id'])('%s: refused as the token, which is asked for anew', (name) =>
    expect(afterRefusal(replyOf(all[name] as Entry)).state).toBe('waiting'),
  );
});

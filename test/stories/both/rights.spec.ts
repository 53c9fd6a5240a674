import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as contract from '#lotse/contract';
import { Get } from '@nestjs/common';
import { Public } from '#lotse/base';
import { AccountRole, type AccountSession } from '#lotse/contract';
import { GrantsService, SetupService } from '#lotse/people';
import { silentHandlers } from '../../../apps/server/who-check.js';
import { AccountVisitor } from '../../world/account-visitor.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { reportBodyFor } from '../../world/report-bodies.js';
import { handBodyFor, handQueryFor, OF_HAND } from '../../world/hand-bodies.js';
import { hourBodyFor, OF_HOURS } from '../../world/hour-bodies.js';
import { solutionWordsIn } from '../../world/solution-words.js';
import { Visitor } from '../../world/visitor.js';

type AnyRoute = { method: string; path: string; who: string | string[] };
const ROUTES = Object.values(contract).filter(
  (one): one is never => typeof one === 'object' && one !== null && 'path' in one && 'who' in one,
) as unknown as AnyRoute[];

let server: TestServer;
const actors = new Map<string, Visitor>();
interface Objects {
  enrolmentId: string;
  runId: string;
  personId: string;
  linkId: string;
}
let own: Record<string, Objects>;

beforeAll(async () => {
  server = await startForTest();
  const go = (site: string, person: string, link = 'probezeit') => new Visitor(server, site).launch(person, link);
  actors.set('trainee', await go('lernwerk', 'amira.haddad'));
  actors.set('other trainee', await go('lernwerk', 'jonas.petersen'));
  actors.set('tutor', await go('lernwerk', 'karin.thomsen'));
  actors.set('teacher', await go('bbs', 'sabine.krueger'));
  actors.set('school trainee', await go('bbs', 'emre.kaya'));
  actors.set('companion by launch', await companionByLaunch());
  actors.set('nobody', new Visitor(server, 'lernwerk'));
  own = Object.fromEntries(
    await Promise.all([...actors].filter(([name]) => name !== 'nobody').map(async ([name, visitor]) => [name, await objectsOf(visitor)] as const)),
  );
}, 180_000);
afterAll(() => server?.stop());

/** A teacher of the LMS to whom an admin gave a companion's grant; beside it stand two that no launch carries. */
async function companionByLaunch(): Promise<Visitor> {
  const visitor = await new Visitor(server, 'lernwerk').launch('bernd.asmus', 'probezeit');
  const tenant = await tenantOf(visitor);
  await server.db.job(tenant, async (tx) => {
    const [row] = await tx.query<{ person: string }[]>('select person from enrolment where id = $1', [visitor.enrolmentId]);
    for (const role of ['companion', 'office', 'caseworker'] as const) {
      const wish = { tenant, person: row?.person ?? '', role, course: null, reason: 'Test', by: null, endsAt: null };
      await server.started.app.get(GrantsService).give(tx, wish);
    }
  });
  return visitor;
}

/** Ids that this person may rightly use. */
async function objectsOf(visitor: Visitor): Promise<Objects> {
  const run = await visitor.ask('POST', '/api/runs', { enrolmentId: visitor.enrolmentId, unitId: 'wiso-probezeit-kuendigung' });
  const people = await visitor.ask('GET', `/api/courses/${visitor.enrolmentId}/people?size=1`);
  const link = await server.db.job(await tenantOf(visitor), (tx) => tx.query<{ id: string }[]>('select id from resource_link limit 1'));
  const rows = (people.body as { rows?: { personId: string }[] }).rows;
  return {
    enrolmentId: visitor.enrolmentId,
    runId: (run.body as { runId?: string }).runId ?? randomUUID(),
    personId: rows?.[0]?.personId ?? randomUUID(),
    linkId: link[0]?.id ?? randomUUID(),
  };
}

async function tenantOf(visitor: Visitor): Promise<string> {
  const name = server.site(visitor.siteKey).name;
  const [row] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>('select id from tenant where name = $1', [name]));
  return row?.id ?? '';
}

/** Their bodies are well formed, so that what is not there is told as such. */
const OF_REPORTS = /\/(reports|received|my)\b/;
const bodyFor = (path: string, ids: Objects): unknown => {
  if (OF_HOURS.test(path)) return hourBodyFor(path);
  if (OF_HAND.test(path)) return handBodyFor(path);
  if (path === '/api/runs') return { enrolmentId: ids.enrolmentId, unitId: 'wiso-probezeit-kuendigung' };
  if (path === '/api/exams') return { enrolmentId: ids.enrolmentId, formId: 'wiso-probe', longer: false };
  if (path.endsWith('/:attemptId/answers')) return { items: [{}] };
  if (path === '/api/answers') return { items: [answer(ids.runId)] };
  if (path === '/api/preferences') return { locale: 'de', textLevel: 'plain', theme: 'auto' };
  if (path.endsWith('/exam')) return { examOn: null, occupation: null };
  if (path.endsWith('/links/:linkId')) return { kind: 'unit', id: 'wiso-probezeit-kuendigung' };
  if (path.endsWith('/preview')) return { exerciseId: 'no.such.task', try: 1, response: { kind: 'number', text: '1' } };
  if (path.endsWith('/team')) return { team: true };
  if (path.endsWith('/pictures')) return { data: 'AAA=' };
  if (/\/board(\/:pageId\/title)?$/.test(path)) return { title: 'Seite' };
  if (path.endsWith('/board/:pageId')) return { update: 'AAA=' };
  if (path.endsWith('/comments')) return { runId: ids.runId, exerciseId: null, text: 'Gut gemacht' };
  if (path === '/api/deep-linking/:ticketId') return { items: [] };
  if (/\/rooms(\/:roomId)?$/.test(path)) return { title: 'R', placeLabel: null, media: 'none', link: null };
  if (path.includes('/office/')) return officeBodyFor(path);
  if (OF_REPORTS.test(path)) return reportBodyFor(path);
  return {};
};
/** Well formed, and about things that nobody has. */
const officeBodyFor = (path: string): unknown => {
  const [day, none] = ['2026-09-01', null];
  const participation = {
    legalName: 'N',
    traineeId: none,
    measureId: randomUUID(),
    startsOn: day,
    endsOn: none,
    probationEndsOn: none,
    firm: none,
    school: none,
  };
  if (path.endsWith('/end')) return { exitedOn: day, reason: 'OTHER', whereabouts: 'UNKNOWN' };
  if (/interruptions(\/:interruptionId)?$/.test(path)) return { reason: 'OTHER', startsOn: day, endsOn: none };
  if (/participations(\/:participationId)?$/.test(path))
    return { ...participation, phases: [{ phase: 'PRE_PHASE', startsOn: day, endsOn: none }], companionId: none, deputyId: none, caseworkerId: none };
  if (path.includes('/measures'))
    return { number: '1/2/3', name: 'M', procedureBranch: '10', variant: 'V2024', groupLimit: 6, fundingBody: 'AGENTUR', startsOn: day, endsOn: none };
  if (path.includes('/staff')) return { name: 'S', role: 'companion', phone: none, email: none, personId: none };
  return {};
};
const answer = (runId: string) => ({
  answerId: randomUUID(),
  runId,
  exerciseId: 'no.such.task',
  try: 1,
  aids: [],
  response: { kind: 'number', text: '1' },
  device: 'd',
  sequence: 0,
  clientTime: '2026-11-22T10:00:00.000Z',
});

/** `any` means any session of its kind: a launch opens no page of an account. */
const OF_ACCOUNTS = /^\/api\/(account\b|invitations\/|setup\/)/;
const GRANTED: readonly string[] = AccountRole.options;
const guarded = ROUTES.filter((route) => route.who !== 'public' && route.path !== '/api/session/end');

test('a server with a handler that does not say who may call it does not start', () => {
  class Planted {
    @Get('/planted')
    handler(): string {
      return 'open to all';
    }
    @Get('/public')
    @Public()
    open(): string {
      return 'meant so';
    }
  }
  expect(silentHandlers([new Planted()])).toEqual(['Planted.handler']);
});

test.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('%s: nobody without a session', async (_, route) => {
  const nobody = actors.get('nobody') as Visitor;
  const ids = own.trainee as Objects;
  const { status, body } = await nobody.ask(route.method, fill(route.path, ids), route.method === 'GET' ? undefined : bodyFor(route.path, ids));
  expect([status, body.code]).toEqual([401, 'session.none']);
});

function fill(path: string, ids: Objects): string {
  return path.replace(/:(\w+)/g, (_, name: string) => (ids as unknown as Record<string, string>)[name] ?? randomUUID()) + handQueryFor(path);
}

const accounts = new Map<string, AccountVisitor>();

async function withAccount(name: string): Promise<AccountVisitor> {
  if (accounts.size === 0) {
    const admin = await new AccountVisitor(server).setUp('admin@a.example', 'Anna A', 'A', await server.started.app.get(SetupService).freshLink());
    accounts.set('admin', admin);
    const made = await admin.must<AccountSession>(contract.addTenant, { kind: 'school', name: 'B', locale: 'de' });
    const b = made.tenants.find((one) => one.name === 'B')?.tenantId ?? '';
    for (const role of ['admin', 'office', 'caseworker', 'companion'] as const) {
      const link = await admin.must<{ link: string }>(
        contract.invite,
        { mail: `${role}@b.example`, role, reason: 'x', endsOn: '2027-01-31', locale: 'de' },
        { tenantId: b },
      );
      const who = new AccountVisitor(server);
      await who.accept(link.link.split('#')[1] ?? '', `${role} B`);
      accounts.set(`${role} of B`, who);
    }
    admin.tenantId = made.tenants.find((one) => one.name === 'A')?.tenantId ?? '';
  }
  return accounts.get(name) as AccountVisitor;
}

const accountCases = guarded
  .filter((route) => route.path.includes(':') || [route.who].flat().some((who) => GRANTED.includes(who)))
  .flatMap((route) => ['admin', 'office', 'caseworker', 'companion'].map((role) => [`${route.method} ${route.path} as ${role}`, route, role] as const));

test.each(accountCases)('%s with an account: another tenant and unknown things are not there', async (_, route, role) => {
  const [owner, me] = [await withAccount('admin'), await withAccount(`${role} of B`)];
  const whos = [route.who].flat();
  const mayHere = whos.includes(role) || (whos.includes('any') && OF_ACCOUNTS.test(route.path));
  const ids = { ...(own.trainee as Objects), tenantId: owner.tenantId };
  const foreign = await me.ask(route.method, fill(route.path, ids), bodyFor(route.path, ids));
  if (!route.path.includes(':')) expect(foreign.status === 403).toBe(!mayHere);
  else expect(foreign.status).toBe(mayHere ? 404 : 403);
  if (!mayHere || !/:tenantId\/.*:/.test(route.path)) return;
  const unknown = await me.ask(route.method, fill(route.path, { ...ids, tenantId: me.tenantId } as never), bodyFor(route.path, ids));
  expect(route.path.includes('/office/') || OF_REPORTS.test(route.path) ? [404] : [400, 404]).toContain(unknown.status);
});

const withIds = guarded.filter((route) => route.path.includes(':') || ['/api/runs', '/api/exams'].includes(route.path));
const LAUNCHED = {
  ...{ trainee: ['trainee'], 'other trainee': ['trainee'], tutor: ['tutor'], teacher: ['teacher'], 'school trainee': ['trainee'] },
  'companion by launch': ['teacher', 'companion'],
} as const;
const cases = withIds.flatMap((route) => Object.keys(LAUNCHED).map((actor) => [`${route.method} ${route.path} as ${actor}`, route, actor] as const));

test.each(cases)('%s: somebody else’s and unknown things answer alike', async (_, route, actor) => {
  const me = actors.get(actor) as Visitor;
  const roles: readonly string[] = LAUNCHED[actor as keyof typeof LAUNCHED];
  const allowed = [route.who].flat().some((who) => (who === 'any' && !OF_ACCOUNTS.test(route.path)) || roles.includes(who));
  const answers = async (ids: object) => {
    const body = route.method === 'GET' ? undefined : route.method === 'DELETE' ? {} : bodyFor(route.path, ids as Objects);
    const { status } = await me.ask(route.method, fill(route.path, ids as Objects), body);
    return status;
  };
  for (const [owner, ids] of Object.entries(own).filter(([name]) => name !== actor)) expect([owner, await answers(ids)]).toEqual([owner, allowed ? 404 : 403]);
  const nowhere: Objects = { enrolmentId: randomUUID(), runId: randomUUID(), personId: randomUUID(), linkId: randomUUID() };
  expect(await answers(nowhere)).toBe(allowed ? 404 : 403);
  if (!route.path.includes('/tenants/:tenantId')) return;
  const [here, there] = [await tenantOf(me), await tenantOf({ siteKey: me.siteKey === 'bbs' ? 'lernwerk' : 'bbs' } as Visitor)];
  expect(await answers({ ...nowhere, tenantId: there })).toBe(allowed ? 404 : 403);
  const list = allowed && !/:tenantId\/.*:/.test(route.path);
  expect(await answers({ ...nowhere, tenantId: here })).toBe(list ? 200 : allowed ? 404 : 403);
});

test('a teacher finds a person of another course under no enrolment of theirs', async () => {
  const teacher = actors.get('teacher') as Visitor;
  const foreign = (own.tutor as Objects).personId;
  const { status } = await teacher.ask('GET', `/api/courses/${teacher.enrolmentId}/people/${foreign}`);
  expect(status).toBe(404);
});

test('an answer to somebody else’s run is refused and leaves nothing', async () => {
  const jonas = actors.get('other trainee') as Visitor;
  const reply = await jonas.submit(answer((own.trainee as Objects).runId) as never);
  expect(reply).toMatchObject({ problem: { kind: 'not-found' } });
});

test.each([
  ['without Origin', { origin: '' }, 403],
  ['from another origin', { origin: 'https://evil.example' }, 403],
  ['marked cross-site by the browser', { 'sec-fetch-site': 'cross-site' }, 403],
  ['without our header', { 'x-lotse': '' }, 403],
  ['as text/plain', { 'content-type': 'text/plain' }, 400],
  ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
])('a write %s is refused', async (_, headers, status) => {
  const me = actors.get('trainee') as Visitor;
  const answered = await me.ask('PUT', '/api/preferences', { locale: 'de', textLevel: 'plain', theme: 'auto' }, headers);
  expect(answered.status).toBe(status);
});

test('a person who leaves is signed out at once, with cookie and bearer', async () => {
  const lea = await new Visitor(server, 'lernwerk').launch('lea.brandt', 'probezeit');
  expect((await lea.ask('GET', `/api/enrolments/${lea.enrolmentId}/start`)).status).toBe(200);
  expect((await lea.ask('POST', '/api/session/end', {})).status).toBe(200);
  expect((await lea.ask('GET', `/api/enrolments/${lea.enrolmentId}/start`)).status).toBe(401);
});

test('no reply of the API gives a solution before it may', async () => {
  const emre = actors.get('school trainee') as Visitor;
  const run = await emre.ask('POST', '/api/runs', { enrolmentId: emre.enrolmentId, unitId: 'deutsch-operatoren' });
  expect(run.status).toBe(200);
  expect(solutionWordsIn(run.body)).toEqual([]);
});

test('headers of the first page on: nobody may frame the API, the pages only their own platform', async () => {
  const api = await fetch(`${server.url}/health/live`);
  expect(api.headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
  expect(api.headers.get('cache-control')).toBe('no-store');
  const registration = async (site: string) => {
    const tenant = await tenantOf({ siteKey: site } as Visitor);
    const [row] = await server.db.job(tenant, (tx) => tx.query<{ id: string }[]>('select id from registration'));
    return row?.id ?? '';
  };
  for (const [mine, other] of [
    ['lernwerk', 'bbs'],
    ['bbs', 'lernwerk'],
  ] as const) {
    const page = await fetch(`${server.url}/l/${await registration(mine)}/c/${randomUUID()}`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${server.site(mine).origin}`);
    expect(policy).not.toContain(server.site(other).origin);
    expect(policy).toMatch(/script-src 'nonce-[^']+'/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect((await fetch(`${server.url}/l/${randomUUID()}/c/x`)).headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`);
});

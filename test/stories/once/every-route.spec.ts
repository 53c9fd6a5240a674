import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DiscoveryService } from '@nestjs/core';
import fc from 'fast-check';
import * as contract from '#lotse/contract';
import { GrantsService } from '#lotse/people';
import { asOwner } from '../../world/as-owner.js';
import { ReportWorld } from '../../world/report-world.js';
import type { Visitor } from '../../world/visitor.js';

interface AnyRoute {
  method: string;
  path: string;
  who: string | string[];
  body?: { safeParse(value: unknown): { success: boolean; error?: { issues: { code: string; keys?: string[] }[] } }; def?: { shape?: object } };
}
const ROUTES = Object.values(contract).filter(
  (one): one is never => typeof one === 'object' && one !== null && 'path' in one && 'who' in one,
) as unknown as AnyRoute[];
const WRITES = ROUTES.filter((route) => route.method !== 'GET').map((route) => [`${route.method} ${route.path}`, route] as const);
const CANARY = 'Kanarienvogel';
/** `LOTSE_BODIES=1000 npm test -- test/every-route.spec.ts` is the long run. */
const BODIES = Number(process.env.LOTSE_BODIES ?? 25);

let world: ReportWorld;
let teacher: Visitor;
let tutor: Visitor;
let out: { reportId: string; releaseId: string };
beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  out = await world.released();
  teacher = await world.trainee('bernd.asmus');
  tutor = await world.trainee('karin.thomsen');
  const person = world.wiebke.personId;
  await world.server.db.job(world.tenantId, async (tx) => {
    for (const role of ['office', 'companion', 'pedagogue', 'author', 'caseworker'] as const)
      await world.server.started.app
        .get(GrantsService)
        .give(tx, { tenant: world.tenantId, person, role, course: null, reason: 'Test', by: null, endsAt: null });
  });
}, 240_000);
afterAll(() => world?.server.stop());

/** Somebody whom the guard lets in: what is looked at here is what comes after it. */
function actorOf({ path, who }: AnyRoute): { ask: Visitor['ask'] } {
  const whos = [who].flat();
  if (/^\/api\/(account|invitations|setup|received|installation|tenants)\b/.test(path)) return world.wiebke;
  if (whos.includes('trainee') || whos.includes('any')) return world.amira;
  if (whos.includes('public')) return world.bernd;
  return whos.includes('teacher') ? teacher : tutor;
}
function fill(route: AnyRoute, more: Record<string, string> = {}): string {
  const staff = [teacher, tutor].find((one) => one === actorOf(route));
  const enrolmentId = (staff ?? world.amira).enrolmentId;
  const ids: Record<string, string> = { tenantId: world.tenantId, enrolmentId, ...out, participationId: world.participation.participationId, ...more };
  return route.path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? randomUUID());
}
const keysOf = (route: AnyRoute) => Object.keys(route.body?.def?.shape ?? {});
const send = (route: AnyRoute, body: unknown, headers: Record<string, string> = {}) => actorOf(route).ask(route.method, fill(route), body, headers);

describe('every write', () => {
  test.each(WRITES)('%s: from our own page, with our header, as JSON, or not at all', async (_, route) => {
    const tries: Record<string, string>[] = [{ origin: '' }, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'x-lotse': '' }];
    for (const headers of tries) expect([headers, (await send(route, {}, headers)).status]).toEqual([headers, 403]);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect([type, (await send(route, {}, { 'content-type': type })).status]).toEqual([type, 400]);
  });

  test.each(WRITES)('%s: a field too many is refused by the schema itself', async (_, route) => {
    if (!route.body) return expect((await send(route, { tenantId: randomUUID() })).status).toBeLessThan(500);
    for (const key of ['tenantId', 'tenant', 'role', 'person', 'admin'].filter((one) => !keysOf(route).includes(one))) {
      const checked = route.body.safeParse({ [key]: randomUUID() });
      expect([key, checked.error?.issues.some((issue) => issue.code === 'unrecognized_keys' && issue.keys?.includes(key))]).toEqual([key, true]);
      expect([key, (await send(route, { [key]: randomUUID() })).status]).toEqual([key, 400]);
    }
    const polluted = await fetch(world.server.url + fill(route), {
      method: route.method,
      headers: { origin: world.server.url, 'x-lotse': '1', 'content-type': 'application/json' },
      body: '{"__proto__":{"admin":true}}',
    });
    expect([400, 401]).toContain(polluted.status);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test.each(WRITES)('%s: a character that no database keeps is no fault of ours', async (_, route) => {
    const known = keysOf(route);
    for (const keys of [...known.map((key) => [key]), ['unknown', ...known]])
      // never `{}`, which some of these routes wait for
      expect([keys, (await send(route, Object.fromEntries(keys.map((key) => [key, '\u0000'])))).status]).not.toEqual([keys, 500]);
  });

  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constant(CANARY),
    fc.constant(randomUUID()),
    fc.constantFrom('2026-02-30', '9999-12-31', '\u0000', '\ud800', 'x'.repeat(5000), '<script>', "'; drop table person; --", -1, 1e308, []),
  );
  test.each(WRITES)(
    '%s: whatever comes, nothing breaks and nothing is quoted',
    async (_, route) => {
      const known = keysOf(route);
      const body = fc.record({
        known: fc.uniqueArray(fc.tuple(fc.constantFrom('unknown', ...known), value), { selector: ([key]) => key, minLength: 1, maxLength: 8 }),
        unknown: fc.option(fc.tuple(fc.string({ minLength: 1, maxLength: 12 }), value), { freq: 3 }),
      });
      await fc.assert(
        fc.asyncProperty(body, async (drawn) => {
          const pairs: [string, unknown][] = [...drawn.known, ...(drawn.unknown ? [drawn.unknown] : [])];
          if (known.length === 0) pairs.push(['unknown', CANARY]); // `{}` would be what these routes wait for
          const { status, body: answer } = await send(route, Object.fromEntries<unknown>(pairs));
          if (status >= 500 || (status >= 400 && JSON.stringify(answer).includes(CANARY))) throw new Error(`${status} ${JSON.stringify(answer)}`);
        }),
        { numRuns: BODIES },
      );
    },
    BODIES * 2_000,
  );
});

test('canaries in ids, queries, headers and bodies of every route come back in no problem and stand in no log', async () => {
  for (const route of ROUTES) {
    const ids = Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => [name ?? '', CANARY]));
    for (const path of [fill(route, ids), fill(route)]) {
      const query = `?q=${CANARY}&page=${CANARY}&name=${CANARY}`;
      const body = route.method === 'GET' ? undefined : { text: CANARY, token: CANARY, mail: `${CANARY}@example.org`, code: CANARY };
      const headers = { 'user-agent': CANARY, 'accept-language': CANARY, referer: `https://${CANARY}.example/` };
      const { status, body: answer } = await actorOf(route).ask(route.method, path + query, body, headers);
      expect([route.path, status < 500, status >= 400 && JSON.stringify(answer).includes(CANARY)]).toEqual([route.path, true, false]);
    }
  }
  expect((await fetch(`${world.server.url}/${CANARY}?code=${CANARY}`)).status).toBe(404);
  expect(world.server.log.filter((line) => line.includes(CANARY))).toEqual([]);
});

describe('every page', () => {
  /** A refusal that no platform is known for is shown in whatever frame it was asked from: it holds a sentence and nothing to press. */
  const REFUSALS = /^('none'|\*)$/;
  interface Shown {
    path: string;
    method: 'GET' | 'POST';
  }
  function pages(): Shown[] {
    const verbs = ['GET', 'POST'] as const;
    return world.server.started.app
      .get(DiscoveryService, { strict: false })
      .getControllers()
      .flatMap(({ instance, metatype }) => {
        const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
        const prefix = String(Reflect.getMetadata('path', metatype as object) ?? '/');
        return Object.getOwnPropertyNames(prototype).flatMap((name): Shown[] => {
          const path: unknown = Reflect.getMetadata('path', prototype[name] ?? {});
          const method = verbs[Number(Reflect.getMetadata('method', prototype[name] ?? {}))];
          return typeof path === 'string' && method ? [{ path: `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'), method }] : [];
        });
      })
      .filter(({ path }) => !path.startsWith('/api/'));
  }

  test('that is HTML has a policy without inline script, may be framed by its own platform alone, and is kept nowhere', async () => {
    const { server } = world;
    const [registration] = await server.db.job(world.tenantId, (tx) => tx.query<{ id: string }[]>('select id from registration limit 1'));
    const seen: string[] = [];
    for (const { path, method } of pages()) {
      const filled = path
        .replace(':registration', registration?.id ?? '')
        .replace(/:\w+/g, randomUUID())
        .replace('*', 'x');
      const page = await fetch(server.url + filled, { method, redirect: 'manual', ...(method === 'POST' ? { body: new URLSearchParams({ x: '1' }) } : {}) });
      expect([path, page.status < 500]).toEqual([path, true]);
      if (!page.headers.get('content-type')?.startsWith('text/html')) continue;
      seen.push(path);
      const policy = page.headers.get('content-security-policy') ?? '';
      const framers = /frame-ancestors ([^;]+)/.exec(policy)?.[1];
      expect([path, framers]).toEqual([
        path,
        path.startsWith('/l/') ? server.site('lernwerk').origin : path.startsWith('/lti/') ? expect.stringMatching(REFUSALS) : `'none'`,
      ]);
      expect([path, framers?.includes(server.site('bbs').origin)]).toEqual([path, false]);
      expect([path, /unsafe-inline|unsafe-eval/.test(policy)]).toEqual([path, false]);
      expect([path, page.headers.get('x-content-type-options'), page.headers.get('cache-control')]).toEqual([
        path,
        'nosniff',
        path === '/lti/errors' ? 'no-cache' : 'no-store',
      ]);
    }
    expect(seen).toEqual(expect.arrayContaining(['/', '/a', '/a/*', '/setup', '/l/:registration/*', '/lti/login', '/lti/launch']));
  });
});

describe('what goes wrong inside', () => {
  const swap = (one: string, other: string) =>
    asOwner(world.server, (query) =>
      query(
        `update report_version v set body = w.body from report_version w where v.version = 1 and w.version = 1 and v.tenant = w.tenant
         and ((v.report = $1 and w.report = $2) or (v.report = $2 and w.report = $1))`,
        [one, other],
      ),
    );
  const page = (reportId: string) => world.bernd.to(contract.reportPage, undefined, { reportId });
  const INSIDE = { kind: 'internal', code: 'internal', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) };

  test('a text that was moved to another report’s row opens in neither; the answer is an id and nothing else', async () => {
    const { reportId: other } = await world.released();
    await swap(out.reportId, other);
    for (const id of [out.reportId, other]) {
      const { status, body } = await page(id);
      expect([status, body]).toEqual([500, INSIDE]);
    }
    await swap(out.reportId, other);
    expect((await page(out.reportId)).status).toBe(200);
  });

  test('an error of the database: neither its words nor a stack are answered, and its words are not logged', async () => {
    await asOwner(world.server, async (query) => {
      await query(`create function broken() returns trigger language plpgsql as $$ begin raise exception '${CANARY} %', new; end $$`);
      await query(`create trigger broken before insert on staff_contact execute function broken()`);
    });
    const { status, body } = await world.heike.to(contract.addStaff, { name: CANARY, role: 'companion', phone: null, email: null, personId: null });
    expect([status, body]).toEqual([500, INSIDE]);
    expect(world.server.log.some((line) => line.includes('request.failed') && line.includes(String(body.requestId)))).toBe(true);
    expect(world.server.log.filter((line) => line.includes(CANARY))).toEqual([]);
    await asOwner(world.server, (query) => query(`drop trigger broken on staff_contact`));
  });
});

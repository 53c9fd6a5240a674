import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem, withRequestId, type Log, type Settings } from '#lotse/base';
import { LIVE_PATH, PROBLEM_STATUS, sendRecording } from '#lotse/contract';

const API_POLICY = `default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** Routes that take bytes: everything else is JSON. */
const BYTES: ReadonlySet<string> = new Set([sendRecording].filter((route) => route.bytes === true).map((route) => route.path));

/** Headers, request ids, the origin check and one log line per request: for everything the server answers. */
export function secure(fastify: FastifyInstance, settings: Settings, log: Log): void {
  const headers = baseHeaders(settings);
  fastify.addHook('onRequest', (request, reply, done) => {
    const requestId = randomUUID();
    void reply.header('x-request-id', requestId).headers(headers);
    withRequestId(requestId, () => {
      const refusal = refuseForeign(request, settings);
      if (!refusal) return done();
      void reply.status(PROBLEM_STATUS[refusal.kind]).send({ kind: refusal.kind, code: refusal.code, requestId });
    });
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    // the route's pattern, never the URL: queries carry tokens
    log.info('request', { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    done();
  });
}

function baseHeaders(settings: Settings): Record<string, string> {
  return {
    'content-security-policy': API_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(settings.url.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Cookies are SameSite=None, because Lotse lives in a frame: so every write has to come from our own page, as JSON and with a
 * header that no form can send (OWASP ASVS 3.5.1–3.5.3). What an LMS posts is left out (`/lti/…`). The route that was matched
 * decides, never the address as it was written: one route has many spellings (`/%61pi/…`, an absolute address).
 */
function refuseForeign(request: FastifyRequest, settings: Settings): Problem | null {
  const route = request.routeOptions.url;
  if (request.method === 'GET' || request.method === 'HEAD' || route === undefined || route.startsWith('/lti/')) return null;
  if (request.headers.origin !== settings.url || request.headers['sec-fetch-site'] === 'cross-site') return new Problem('forbidden', 'origin.foreign');
  if (route === `${LIVE_PATH}/`) return null; // a live connection is let in by its ticket, not by a cookie
  if (request.headers['x-lotse'] !== '1') return new Problem('forbidden', 'header.missing');
  const wanted = BYTES.has(route) ? /^application\/octet-stream$/i : /^application\/json\b/i;
  if (!wanted.test(request.headers['content-type'] ?? '')) return new Problem('invalid', 'body.type');
  return null;
}

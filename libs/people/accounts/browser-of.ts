import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCOUNT_COOKIE, type OpenedAccount } from './account-sessions.service.js';
import { randomToken } from './account-keys.js';
import { senderOf } from './delay-rules.js';
import type { Browser } from './login-delays.service.js';

/** Tells a browser somebody has signed in with from others. It opens nothing. */
export const DEVICE_COOKIE = '__Host-lotse-device';
const OURS = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;
const YEAR_SECONDS = 365 * 24 * 3600;

/** The asking browser; one that comes for the first time gets its cookie. */
export function browserOf(request: FastifyRequest, reply: FastifyReply): Browser {
  const known = request.cookies[DEVICE_COOKIE];
  const device = known && /^[\w-]{43}$/.test(known) ? known : randomToken();
  if (device !== known) void reply.setCookie(DEVICE_COOKIE, device, { ...OURS, maxAge: YEAR_SECONDS });
  return { device, label: labelOf(request.headers['user-agent'] ?? ''), sender: senderOf(request.ip) };
}

/** Accounts are never framed: their cookie goes with no request that another site makes. */
export function keepCookie(reply: FastifyReply, opened: OpenedAccount): void {
  void reply.setCookie(ACCOUNT_COOKIE, opened.cookie, OURS);
}

export function dropCookie(reply: FastifyReply): void {
  void reply.clearCookie(ACCOUNT_COOKIE, OURS).header('clear-site-data', '"cache", "storage"');
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** Browser and system in two words, nothing finer: enough to know one's own devices by. */
export function labelOf(agent: string): string {
  const find = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(agent))?.[1];
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(', ');
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomSecret } from './login-states.js';

/** Ties a login to the browser (partition) it began in. Read by nobody but login and launch. */
export const LOGIN_COOKIE = '__Host-lotse-login';
const FORM = /^[\w-]{43}$/;

/** `__Host-`, Partitioned: the only kind a frame keeps where third-party cookies are blocked (reliability.md, 0.2). */
export const PARTITIONED = { path: '/', secure: true, httpOnly: true, sameSite: 'none', partitioned: true } as const;

/** The cookie's value as the browser sent it; null where there is none, or not one of ours. */
export function browserOf(request: FastifyRequest): string | null {
  const value = request.cookies[LOGIN_COOKIE];
  return value !== undefined && FORM.test(value) ? value : null;
}

/** Sets the cookie. One that is there stays, so that two frames of one page may log in at the same time. */
export function keepBrowser(request: FastifyRequest, reply: FastifyReply): string {
  const browser = browserOf(request) ?? randomSecret();
  reply.setCookie(LOGIN_COOKIE, browser, { ...PARTITIONED, maxAge: 3600 });
  return browser;
}

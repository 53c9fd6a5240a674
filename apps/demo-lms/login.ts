/** Logging in and out, and the one-click start. */
import { redirect, type Reply, type Req } from './http.js';
import { isPhone } from './launch-endpoint.js';
import { errorPage, loginPage } from './pages/plain.js';
import type { Platform } from './platform.js';
import { SESSION_COOKIE, sessionCookie } from './sessions.js';

export function answerLogin(platform: Platform, req: Req): Reply {
  const person = platform.state.people.find((one) => one.username === req.form.get('username') && one.username !== 'guest');
  if (!person) return loginPage(platform, '/');
  if (person.suspended) return errorPage(platform, 403, 'Dieses Konto ist gesperrt.');
  const session = platform.sessions.begin(person.id);
  return redirect(ownAddress(platform, req.form.get('wantsurl') ?? ''), { 'set-cookie': sessionCookie(session, platform.folder) });
}

/** Only addresses of this site; anything else leads home. */
function ownAddress(platform: Platform, wanted: string): string {
  const url = URL.parse(wanted, platform.base);
  return url && url.origin === new URL(platform.base).origin && wanted !== '/' ? url.href : `${platform.base}/`;
}

export function answerLogout(platform: Platform, req: Req): Reply {
  const session = platform.sessions.find(req.cookies);
  if (session) platform.sessions.end(session);
  return redirect(`${platform.base}/`, { 'set-cookie': `${SESSION_COOKIE}=; Path=${platform.folder || '/'}; Max-Age=0; HttpOnly; SameSite=Lax` });
}

/** /start?person=…&link=…[&target=window] */
export function answerStart(platform: Platform, req: Req): Reply {
  const [who, what] = [req.query.get('person'), req.query.get('link')];
  const person = platform.state.people.find((one) => (one.username === who || one.id === who) && one.username !== 'guest');
  const link = platform.state.links.find((one) => one.key === what || one.id === what);
  const toTools = req.query.get('page') === 'tools';
  if (!person || (!link && !toTools)) return errorPage(platform, 404, 'Diese Person oder diese Aktivität gibt es hier nicht.');
  if (person.suspended) return errorPage(platform, 403, 'Dieses Konto ist gesperrt.');
  const session = platform.sessions.begin(person.id);
  if (!link) return redirect(`${platform.base}/mod/lti/toolconfigure.php`, { 'set-cookie': sessionCookie(session, platform.folder) });
  const whole = req.query.get('target') === 'window';
  const page = whole || isPhone(req.userAgent) ? 'launch.php' : 'view.php';
  const to = `${platform.base}/mod/lti/${page}?id=${link.cmid}${whole ? '&target=window' : ''}`;
  return redirect(to, { 'set-cookie': sessionCookie(session, platform.folder) });
}

/** /mod/lti/auth.php: the checks of Moodle 4.5 in its order, which decides who sees an error page and who gets a post. */
import { deepLinkingClaims, linkClaims, type Claims } from './claims.js';
import { autoPost, escapeHtml, html, type Reply, type Req } from './http.js';
import { signCompact } from './keys.js';
import { loggedIn } from './launch-endpoint.js';
import { errorPage } from './pages/plain.js';
import type { Person, Tool } from './model.js';
import { findCourse, findLink, findTool, mayEdit, maySeeCourse, signingKey, type Platform } from './platform.js';
import { takeLaunch, type PendingLaunch, type Session } from './sessions.js';

interface Outcome {
  error?: string;
  description?: string;
  launch?: PendingLaunch;
  tool?: Tool;
}

export function answerAuth(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return req.form.get('repost') ? invalid(platform) : repost(req);
  const asked = (name: string): string => req.form.get(name) ?? req.query.get(name) ?? '';
  const outcome = check(platform, asked, found.session);
  // without a launch there is no registration, so no redirect_uri to trust
  if (!outcome.tool || !outcome.tool.redirectUris.includes(asked('redirect_uri'))) return invalid(platform);
  const problem = outcome.error ? outcome : checkMode(asked);
  let token = '';
  if (!problem.error && outcome.launch) {
    const claims = claimsOf(platform, outcome.launch, outcome.tool, found, asked('nonce'));
    if (!claims) return errorPage(platform, 403, 'Sie dürfen diese Aktivität nicht öffnen.');
    token = signCompact(claims, signingKey(platform));
  }
  const answer: Record<string, string> = token ? { id_token: token } : { error: problem.error ?? 'invalid_request' };
  if (!token && problem.description) answer['error_description'] = problem.description;
  if (req.form.has('state') || req.query.has('state')) answer['state'] = asked('state');
  return html(autoPost(asked('redirect_uri'), answer, 'ltiAuthForm'));
}

function check(platform: Platform, asked: (name: string) => string, session: Session): Outcome {
  const needed = ['scope', 'response_type', 'client_id', 'redirect_uri', 'login_hint', 'nonce'];
  if (needed.some((name) => !asked(name))) return { error: 'invalid_request' };
  const launchId = readLaunchId(asked('lti_message_hint'));
  if (!launchId) return { error: 'invalid_request', description: 'No launch id in LTI hint' };
  if (asked('scope') !== 'openid') return { error: 'invalid_scope' };
  if (asked('response_type') !== 'id_token') return { error: 'unsupported_response_type' };
  const launch = takeLaunch(session, launchId);
  const tool = launch ? findTool(platform.state, launch.toolId) : null;
  if (!launch || tool?.state !== 'active') return { error: 'invalid_request' };
  if (asked('client_id') !== tool.clientId) return { error: 'unauthorized_client', tool };
  if (asked('login_hint') !== session.personId) return { error: 'access_denied', tool };
  return { launch, tool };
}

function checkMode(asked: (name: string) => string): Outcome {
  if (asked('response_mode') !== 'form_post') return { error: 'invalid_request', description: 'Invalid response_mode' };
  const prompt = asked('prompt');
  return prompt && prompt !== 'none' ? { error: 'invalid_request', description: 'Invalid prompt' } : {};
}

function readLaunchId(hint: string): string | null {
  try {
    const parsed: unknown = JSON.parse(hint);
    const id = typeof parsed === 'object' && parsed !== null ? (parsed as { launchid?: unknown }).launchid : null;
    return typeof id === 'string' ? id : null;
  } catch {
    return null; // the tool did not echo the hint: refused by the caller
  }
}

function claimsOf(platform: Platform, launch: PendingLaunch, tool: Tool, who: { session: Session; person: Person }, nonce: string): Claims | null {
  const { session, person: someone } = who;
  const course = findCourse(platform.state, launch.courseId);
  if (!course || !maySeeCourse(platform.state, course.id, someone)) return null;
  const shared = { tool, course, person: someone, nonce, sesskey: session.sesskey };
  if (launch.linkId === null) return mayEdit(platform.state, course.id, someone) ? deepLinkingClaims(platform, shared) : null;
  const link = findLink(platform.state, launch.linkId);
  return link ? linkClaims(platform, { ...shared, link, target: launch.target, forUser: launch.forUser }) : null;
}

function invalid(platform: Platform): Reply {
  return errorPage(platform, 404, 'Ungültige Anfrage');
}

/** A post from the tool's site came without our Lax cookie: post it once more from our own page. */
export function repost(req: Req): Reply {
  const fields = Object.fromEntries(req.form);
  const page = autoPost(req.url, { ...fields, repost: '1' }, 'ltiRepostForm');
  return html(page.replace('<body>', `<body data-repost="${escapeHtml(req.method)}">`));
}

/** /mod/lti/launch.php and contentitem.php: the login initiation, a form that posts itself to the tool. */
import { autoPost, html, type Reply, type Req } from './http.js';
import type { Container, Link, Person, Tool } from './model.js';
import { columnOf, containerOf, findPerson, findTool, isStaff, mayEdit, maySeeCourse, targetUrl, type Platform } from './platform.js';
import { errorPage, loginPage } from './pages/plain.js';
import { rememberLaunch, type PendingLaunch, type Session } from './sessions.js';

/** Login initiation fields exactly as Moodle posts them, bound to the session by a fresh one-time launch id. */
export function initiation(platform: Platform, session: Session, launch: PendingLaunch, tool: Tool, cmid: string | null): Record<string, string> {
  const launchid = rememberLaunch(session, launch);
  const hint = cmid ? { cmid: Number(cmid), launchid } : { launchid };
  return {
    iss: platform.base,
    target_link_uri: targetOf(platform, launch, tool),
    login_hint: session.personId,
    lti_message_hint: JSON.stringify(hint),
    client_id: tool.clientId,
    lti_deployment_id: tool.id,
    ...(platform.storage ? { lti_storage_target: '_parent' } : {}),
  };
}

function targetOf(platform: Platform, launch: PendingLaunch, tool: Tool): string {
  const link = platform.state.links.find((one) => one.id === launch.linkId);
  if (!link) return tool.deepLinkUrl ?? tool.targetUrl;
  return targetUrl(tool, link, launch.forUser ? columnOf(platform.state, link) : null);
}

export function answerLaunch(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  const link = platform.state.links.find((one) => one.cmid === req.query.get('id'));
  if (!link) return errorPage(platform, 404, 'Diese Aktivität gibt es nicht.');
  const tool = findTool(platform.state, link.toolId);
  const refused = refusal(platform, found.person, link, tool, req);
  if (refused || !tool) return refused ?? errorPage(platform, 404, 'Das Tool fehlt.');
  const review = req.query.get('action') === 'gradeReport' ? req.query.get('user') : null;
  const launch: PendingLaunch = {
    toolId: tool.id,
    courseId: link.courseId,
    linkId: link.id,
    message: review ? 'LtiSubmissionReviewRequest' : 'LtiResourceLinkRequest',
    forUser: review,
    target: targetKind(req, containerOf(tool, link)),
  };
  return html(autoPost(tool.loginUrl, initiation(platform, found.session, launch, tool, link.cmid), 'ltiInitiateLoginForm'));
}

function refusal(platform: Platform, who: Person, link: Link, tool: Tool | null, req: Req): Reply | null {
  if (!maySeeCourse(platform.state, link.courseId, who)) return errorPage(platform, 403, 'Sie sind in diesem Kurs nicht eingeschrieben.');
  if (tool?.state !== 'active') return errorPage(platform, 404, 'Dieses Tool ist noch nicht aktiviert.');
  if (req.query.get('action') === 'gradeReport' && !isStaff(platform.state, link.courseId, who)) {
    return errorPage(platform, 403, 'Das dürfen nur Lehrende.');
  }
  return null;
}

/** Phones get the tool in the whole window ("frame" in Moodle's words). */
function targetKind(req: Req, container: Container): PendingLaunch['target'] {
  if (req.query.get('target') === 'window' || container === 4) return 'window';
  return container === 5 || isPhone(req.userAgent) ? 'frame' : 'iframe';
}

export function isPhone(userAgent: string): boolean {
  return /Mobi|Android|iPhone|iPad/i.test(userAgent);
}

export function answerContentItem(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  const courseId = req.query.get('course') ?? '';
  const tool = findTool(platform.state, req.query.get('id') ?? '');
  if (tool?.state !== 'active') return errorPage(platform, 404, 'Dieses Tool gibt es nicht oder es ist nicht aktiviert.');
  if (!mayEdit(platform.state, courseId, found.person)) return errorPage(platform, 403, 'Das dürfen nur Lehrende mit Bearbeitungsrecht.');
  const launch: PendingLaunch = {
    toolId: tool.id,
    courseId,
    linkId: null,
    message: 'LtiDeepLinkingRequest',
    forUser: null,
    target: 'iframe',
  };
  return html(autoPost(tool.loginUrl, initiation(platform, found.session, launch, tool, null), 'ltiInitiateLoginForm'));
}

/** The logged-in person; a suspended account counts as logged out. */
export function loggedIn(platform: Platform, req: Req): { session: Session; person: Person } | null {
  const session = platform.sessions.find(req.cookies);
  const found = session ? findPerson(platform.state, session.personId) : null;
  return session && found && !found.suspended ? { session, person: found } : null;
}

/** Activity page: the tool in a frame with microphone and camera, as Moodle embeds it; phones get the whole window. */
import { escapeHtml, redirect, type Reply, type Req } from '../http.js';
import { isPhone, loggedIn } from '../launch-endpoint.js';
import { containerOf, findCourse, findTool, maySeeCourse, type Platform } from '../platform.js';
import { storageScript } from '../platform-storage.js';
import { page } from './layout.js';
import { errorPage, loginPage } from './plain.js';

export function activityPage(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  const link = platform.state.links.find((one) => one.cmid === req.query.get('id'));
  const course = link ? findCourse(platform.state, link.courseId) : null;
  if (!link || !course) return errorPage(platform, 404, 'Diese Aktivität gibt es nicht.');
  if (!maySeeCourse(platform.state, course.id, found.person)) return errorPage(platform, 403, 'Sie sind in diesem Kurs nicht eingeschrieben.');
  const query = reviewQuery(req);
  const launch = `${platform.base}/mod/lti/launch.php?id=${link.cmid}${query}`;
  const tool = findTool(platform.state, link.toolId);
  const container = containerOf(tool, link);
  if (container === 5 || isPhone(req.userAgent)) return redirect(launch);
  const frame =
    container === 4
      ? '<p>Diese Aktivität öffnet sich in einem neuen Fenster.</p>'
      : `<iframe id="contentframe" title="${escapeHtml(link.title)}" src="${escapeHtml(`${launch}&triggerview=0`)}" allow="microphone ${allowed(tool?.targetUrl)}; camera ${allowed(tool?.targetUrl)}"></iframe>`;
  const body = `<div class="bar apart"><h1>${escapeHtml(link.title)}</h1><a class="button" href="${escapeHtml(`${launch}&target=window`)}" target="_blank" rel="opener">In neuem Fenster öffnen</a></div>${frame}`;
  const back = { text: course.title, href: `${platform.base}/course/view.php?id=${course.id}` };
  const script = storageScript(platform.storage, tool?.targetUrl ?? '');
  return page(platform, { title: link.title, person: found.person, back, wide: true, body, script });
}

function allowed(target: string | undefined): string {
  return URL.parse(target ?? '')?.origin ?? "'none'";
}

function reviewQuery(req: Req): string {
  if (req.query.get('action') !== 'gradeReport') return '';
  return `&action=gradeReport&user=${encodeURIComponent(req.query.get('user') ?? '')}`;
}

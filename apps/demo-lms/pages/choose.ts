/** How a teacher gets a tool into a course: "Aktivität oder Material anlegen", the tool, "Inhalt auswählen" in a frame. */
import { moodleNames } from '#lotse/contract';
import { escapeHtml, type Reply, type Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import type { Course, Person, Tool } from '../model.js';
import { findCourse, findTool, mayEdit, type Platform } from '../platform.js';
import { storageScript } from '../platform-storage.js';
import { page } from './layout.js';
import { errorPage, loginPage } from './plain.js';

const names = moodleNames('de');

/** Without an id the tools there are; with one the tool's new activity, whose content is still to be chosen. */
export function addActivityPage(platform: Platform, req: Req): Reply {
  const { base } = platform;
  const at = teacherAt(platform, req);
  if ('status' in at) return at;
  const id = req.query.get('id');
  const tool = offered(platform).find((one) => one.id === id);
  if (id !== null && !tool) return errorPage(platform, 404, 'Dieses Tool gibt es nicht.');
  const query = `course=${at.course.id}&amp;id=`;
  const tools = offered(platform).map((one) => `<li><a href="${base}/course/modedit.php?${query}${one.id}">${escapeHtml(one.name)}</a></li>`);
  const list = tools.length > 0 ? `<ul class="rows">${tools.join('')}</ul>` : '<p>Es gibt keine vorkonfigurierten Tools.</p>';
  const body = tool
    ? `<h1>${escapeHtml(tool.name)}</h1><p>${escapeHtml(tool.description)}</p><p><a class="button main" href="${base}/mod/lti/choose.php?${query}${tool.id}">${names.selectContent}</a></p>`
    : `<h1>${names.addActivity}</h1>${list}`;
  return page(platform, { title: names.addActivity, person: at.person, back: backTo(platform, at.course), body });
}

/** Active, able to be chosen from, and not hidden from teachers. */
function offered({ state }: Platform): Tool[] {
  return state.tools.filter((tool) => tool.state === 'active' && tool.deepLinkUrl !== null && (tool.usage ?? 'chooser') === 'chooser');
}

export function choosePage(platform: Platform, req: Req): Reply {
  const at = teacherAt(platform, req);
  if ('status' in at) return at;
  const tool = findTool(platform.state, req.query.get('id') ?? '');
  if (!tool) return errorPage(platform, 404, 'Dieses Tool gibt es nicht.');
  const src = `${platform.base}/mod/lti/contentitem.php?course=${at.course.id}&id=${tool.id}`;
  const body = `<div class="bar apart"><h1>${names.selectContent}</h1><span class="soft">${escapeHtml(tool.name)}</span></div>
<iframe title="${names.selectContent}: ${escapeHtml(tool.name)}" src="${escapeHtml(src)}"></iframe>`;
  const script = storageScript(platform.storage, tool.targetUrl);
  return page(platform, { title: names.selectContent, person: at.person, back: backTo(platform, at.course), wide: true, body, script });
}

const backTo = ({ base }: Platform, course: Course): { text: string; href: string } => ({
  text: course.title,
  href: `${base}/course/view.php?id=${course.id}`,
});

function teacherAt(platform: Platform, req: Req): { course: Course; person: Person } | Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  const course = findCourse(platform.state, req.query.get('course') ?? '');
  if (!course) return errorPage(platform, 404, 'Diesen Kurs gibt es nicht.');
  if (!mayEdit(platform.state, course.id, found.person)) return errorPage(platform, 403, 'Das dürfen nur Lehrende mit Bearbeitungsrecht.');
  return { course, person: found.person };
}

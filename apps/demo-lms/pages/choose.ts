/** "Inhalt wählen": a frame in which the tool offers its content. */
import { escapeHtml, type Reply, type Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import { findCourse, findTool, mayEdit, type Platform } from '../platform.js';
import { storageScript } from '../platform-storage.js';
import { page } from './layout.js';
import { errorPage, loginPage } from './plain.js';

export function choosePage(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  const course = findCourse(platform.state, req.query.get('course') ?? '');
  const tool = findTool(platform.state, req.query.get('id') ?? '');
  if (!course || !tool) return errorPage(platform, 404, 'Diesen Kurs oder dieses Werkzeug gibt es nicht.');
  if (!mayEdit(platform.state, course.id, found.person)) return errorPage(platform, 403, 'Das dürfen nur Lehrende mit Bearbeitungsrecht.');
  const src = `${platform.base}/mod/lti/contentitem.php?course=${course.id}&id=${tool.id}`;
  const body = `<div class="bar apart"><h1>Inhalt wählen</h1><span class="soft">${escapeHtml(tool.name)}</span></div>
<iframe title="Inhalt wählen: ${escapeHtml(tool.name)}" src="${escapeHtml(src)}"></iframe>`;
  const back = { text: course.title, href: `${platform.base}/course/view.php?id=${course.id}` };
  const script = storageScript(platform.storage, tool.targetUrl);
  return page(platform, { title: 'Inhalt wählen', person: found.person, back, wide: true, body, script });
}

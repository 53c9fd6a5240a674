/** Start page: the person's courses, or the choice of a person. */
import { escapeHtml, type Reply, type Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import { isManager, maySeeCourse, SITE_COURSE, type Platform } from '../platform.js';
import { page } from './layout.js';
import { loginPage } from './plain.js';

export function homePage(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, '/');
  const courses = platform.state.courses.filter((one) => one.id !== SITE_COURSE && maySeeCourse(platform.state, one.id, found.person));
  const cards = courses.map(
    (course) => `<li class="card"><span class="badge">${escapeHtml(course.label)}</span><h2>${escapeHtml(course.title)}</h2>
<a class="button main" href="${platform.base}/course/view.php?id=${course.id}">Kurs öffnen</a></li>`,
  );
  const list = cards.length > 0 ? `<ul class="cards">${cards.join('')}</ul>` : '<p>Sie sind in keinem Kurs eingeschrieben.</p>';
  const tools = isManager(found.person)
    ? `<h2>Website-Administration</h2><p><a class="button" href="${platform.base}/mod/lti/toolconfigure.php">Plugins › Aktivitäten › Externes Tool › Tools verwalten</a>
<a class="button" href="${platform.base}/admin/settings.php">Allgemein › Sicherheit › HTTP-Sicherheit</a></p>`
    : '';
  return page(platform, { title: 'Meine Kurse', person: found.person, body: `<h1>Meine Kurse</h1>${list}${tools}` });
}

/** Course page: its activities; for teachers the gradebook and the choice of content. */
import { moodleNames } from '#lotse/contract';
import { escapeHtml, plainText, type Reply, type Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import type { Course, Person } from '../model.js';
import { findCourse, isStaff, mayEdit, maySeeCourse, type Platform } from '../platform.js';
import { page } from './layout.js';
import { errorPage, loginPage } from './plain.js';

export function coursePage(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  const course = findCourse(platform.state, req.query.get('id') ?? '');
  if (!course) return errorPage(platform, 404, 'Diesen Kurs gibt es nicht.');
  if (!maySeeCourse(platform.state, course.id, found.person)) return errorPage(platform, 403, 'Sie sind in diesem Kurs nicht eingeschrieben.');
  const { base } = platform;
  const rows = platform.state.links
    .filter((link) => link.courseId === course.id)
    .map(
      (link) => `<li><span><strong>${escapeHtml(link.title)}</strong><br><span class="soft">${escapeHtml(plainText(link.description))}</span></span>
<a class="button main" href="${base}/mod/lti/view.php?id=${link.cmid}">Öffnen</a>
<a class="button" href="${base}/mod/lti/launch.php?id=${link.cmid}&amp;target=window" target="_blank" rel="opener">In neuem Fenster öffnen</a></li>`,
    );
  const list = rows.length > 0 ? `<ul class="rows">${rows.join('')}</ul>` : '<p>In diesem Kurs gibt es noch keine Aktivität.</p>';
  const body = `<p class="soft">${escapeHtml(course.label)}</p><h1>${escapeHtml(course.title)}</h1>${staffBar(platform, course, found.person)}${list}`;
  return page(platform, { title: course.title, person: found.person, back: { text: 'Meine Kurse', href: `${base}/` }, body });
}

function staffBar(platform: Platform, course: Course, person: Person): string {
  const { base, state } = platform;
  const grades = `<a class="button" href="${base}/grade/report/grader/index.php?id=${course.id}">${isStaff(state, course.id, person) ? 'Bewertungen' : 'Meine Bewertungen'}</a>`;
  const add = mayEdit(state, course.id, person)
    ? ` <a class="button" href="${base}/course/modedit.php?course=${course.id}">${moodleNames('de').addActivity}</a>`
    : '';
  return `<p class="bar">${grades}${add}</p>`;
}

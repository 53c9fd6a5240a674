/** Gradebook of a course: students × columns; a student sees the own row. */
import { escapeHtml, type Reply, type Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import type { Course, LineItem, Person } from '../model.js';
import { findCourse, findPerson, fullName, isStaff, maySeeCourse, type Platform } from '../platform.js';
import { page } from './layout.js';
import { errorPage, loginPage } from './plain.js';

const byName = new Intl.Collator('de');
const number = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 2 });

export function graderPage(platform: Platform, req: Req): Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  const course = findCourse(platform.state, req.query.get('id') ?? '');
  if (!course) return errorPage(platform, 404, 'Diesen Kurs gibt es nicht.');
  if (!maySeeCourse(platform.state, course.id, found.person)) return errorPage(platform, 403, 'Sie sind in diesem Kurs nicht eingeschrieben.');
  const staff = isStaff(platform.state, course.id, found.person);
  const items = platform.state.items.filter((item) => item.courseId === course.id);
  const people = students(platform, course).filter((one) => staff || one.id === found.person.id);
  const head = items.map(
    (item) => `<th scope="col">${escapeHtml(item.label)}<br><small>${item.hasNumbers ? `von ${number.format(item.scoreMaximum)}` : 'ohne Punkte'}</small></th>`,
  );
  const rows = people.map(
    (one) => `<tr><th scope="row">${escapeHtml(fullName(one))}</th>${items.map((item) => cell(platform, one, item, staff)).join('')}</tr>`,
  );
  const body = `<h1>Bewertungen</h1><div class="scroll" tabindex="0" role="region" aria-label="Bewertungen"><table>
<thead><tr><th scope="col">Name</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
  const back = { text: course.title, href: `${platform.base}/course/view.php?id=${course.id}` };
  return page(platform, { title: `Bewertungen: ${course.title}`, person: found.person, back, body });
}

function students(platform: Platform, course: Course): Person[] {
  return platform.state.enrolments
    .filter((one) => one.courseId === course.id && one.role === 'student')
    .flatMap((one) => findPerson(platform.state, one.personId) ?? [])
    .sort((a, b) => byName.compare(a.familyName, b.familyName) || byName.compare(a.givenName, b.givenName));
}

function cell(platform: Platform, person: Person, item: LineItem, staff: boolean): string {
  const row = platform.state.grades.find((one) => one.itemId === item.id && one.personId === person.id);
  const grade = row?.finalGrade === null || row === undefined ? '–' : number.format(row.finalGrade);
  const marks = [row?.overridden ? 'überschrieben' : '', row?.locked ? 'gesperrt' : ''].filter(Boolean).join(', ');
  const comment = row?.feedback ? `<small>${escapeHtml(row.feedback)}</small>` : '';
  return `<td>${grade}${marks ? `<small>${marks}</small>` : ''}${comment}${staff ? review(platform, person, item) : ''}</td>`;
}

/** Moodle offers the review only where the deep link asked for it. */
function review(platform: Platform, person: Person, item: LineItem): string {
  const link = platform.state.links.find((one) => one.id === item.instanceId);
  if (!link || !item.reviewUrl) return '';
  const href = `${platform.base}/mod/lti/view.php?id=${link.cmid}&action=gradeReport&user=${person.id}`;
  return `<a href="${escapeHtml(href)}">Bearbeitung ansehen</a>`;
}

/** Pages that need nobody logged in: an error, the choice of a person. */
import { escapeHtml, type Reply } from '../http.js';
import type { Person } from '../model.js';
import { enrolmentOf, fullName, type Platform } from '../platform.js';
import { page } from './layout.js';

export function errorPage(platform: Platform, status: number, text: string): Reply {
  const body = `<h1>Das hat nicht geklappt</h1><p class="note" role="alert">${escapeHtml(text)}</p><p><a class="button" href="${platform.base}/">Zur Startseite</a></p>`;
  return page(platform, { title: 'Fehler', status, body });
}

const ROLE = { student: 'Auszubildende', tutor: 'Tutorinnen und Tutoren', teacher: 'Lehrkräfte' } as const;

export function roleText(platform: Platform, person: Person): string {
  if (person.siteRole === 'admin') return 'Administration';
  if (person.siteRole === 'manager') return 'Verwaltung';
  const roles = platform.state.courses.flatMap((course) => enrolmentOf(platform.state, course.id, person.id)?.role ?? []);
  const [first] = roles;
  return first ? ROLE[first] : 'ohne Kurs';
}

/** A demo asks for no password: everybody who may log in is a button. */
export function loginPage(platform: Platform, wanted: string): Reply {
  const people = platform.state.people.filter((person) => person.username !== 'guest');
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    const role = roleText(platform, person);
    groups.set(role, [...(groups.get(role) ?? []), person]);
  }
  const lists = [...groups].map(
    ([role, members]) => `<h2>${escapeHtml(role)}</h2><ul class="rows">${members.map((one) => choice(platform, one, wanted)).join('')}</ul>`,
  );
  const body = `<h1>Anmelden</h1><p>Dies ist eine Vorführung mit erfundenen Personen. Wählen Sie, als wer Sie sich anmelden.</p>${lists.join('')}`;
  return page(platform, { title: 'Anmelden', body });
}

function choice(platform: Platform, person: Person, wanted: string): string {
  const locked = person.suspended ? ' <span class="badge">gesperrt</span>' : '';
  return `<li><span><strong>${escapeHtml(fullName(person))}</strong>${locked}<br><span class="soft">${escapeHtml(person.username)}</span></span><form method="post" action="${platform.base}/login/index.php">
<input type="hidden" name="username" value="${escapeHtml(person.username)}"><input type="hidden" name="wantsurl" value="${escapeHtml(wanted)}">
<button type="submit" aria-label="Anmelden als ${escapeHtml(fullName(person))}">Anmelden</button></form></li>`;
}

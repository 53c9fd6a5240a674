/** The activity form after a deep linking answer: one item prefilled, several listed, made with one Save. */
import type { ItemForm } from '../content-items.js';
import { escapeHtml, type Reply } from '../http.js';
import type { Platform } from '../platform.js';
import { page } from './layout.js';

interface Target {
  courseId: string;
  toolId: string;
}

const HIDDEN = ['icon', 'lineitemresourceid', 'lineitemtag', 'lineitemsubreviewurl', 'lineitemsubreviewparams'] as const;

export function oneItemPage(platform: Platform, input: Target & { form: ItemForm; note: string }): Reply {
  const { form } = input;
  const note = input.note ? `<p class="note" role="alert">${escapeHtml(input.note)}</p>` : '';
  const grades = form.instructorchoiceacceptgrades;
  const fields = `${line('name', 'Name der Aktivität', form.name)}${area('introeditor[text]', 'Beschreibung', form['introeditor[text]'])}
${line('toolurl', 'Adresse im Werkzeug', form.toolurl)}${area('instructorcustomparameters', 'Angepasste Parameter (einer je Zeile)', form.instructorcustomparameters)}
${line('grade[modgrade_point]', 'Punkte', form['grade[modgrade_point]'])}
<label><input type="checkbox" name="instructorchoiceacceptgrades" value="1"${grades ? ' checked' : ''}> Bewertungen vom Werkzeug annehmen</label>
${HIDDEN.map((name) => hidden(name, form[name])).join('')}`;
  const body = `<h1>Aktivität anlegen</h1>${note}${saveForm(platform, input, fields)}`;
  return page(platform, { title: 'Aktivität anlegen', body, bare: true });
}

export function manyItemsPage(platform: Platform, input: Target & { forms: ItemForm[] }): Reply {
  const rows = input.forms.map(
    (form) =>
      `<li><span>${escapeHtml(form.name)}</span><span class="soft">${form.instructorchoiceacceptgrades ? 'mit Bewertung' : 'ohne Bewertung'}</span></li>`,
  );
  const body = `<h1>${input.forms.length} Aktivitäten anlegen</h1><ul class="rows">${rows.join('')}</ul>
${saveForm(platform, input, hidden('contentitems', JSON.stringify(input.forms)))}`;
  return page(platform, { title: 'Aktivitäten anlegen', body, bare: true });
}

/** Leaves the frame it is shown in. */
function saveForm(platform: Platform, target: Target, fields: string): string {
  return `<form method="post" action="${platform.base}/course/modedit.php" target="_top">${hidden('course', target.courseId)}${hidden('typeid', target.toolId)}
${fields}<p><button class="main" type="submit">Speichern</button> <a class="button" target="_top" href="${platform.base}/course/view.php?id=${escapeHtml(target.courseId)}">Abbrechen</a></p></form>`;
}

function line(name: string, label: string, value: string): string {
  return `<label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" value="${escapeHtml(value)}">`;
}

function area(name: string, label: string, value: string): string {
  return `<label for="${name}">${label}</label><textarea id="${name}" name="${name}" rows="4">\n${escapeHtml(value)}</textarea>`;
}

function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}

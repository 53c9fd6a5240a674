/** The activity form after a deep linking answer: one item prefilled, several listed, made with one Save. */
import { moodleNames } from '#lotse/contract';
import type { ItemForm } from '../content-items.js';
import { escapeHtml, type Reply } from '../http.js';
import type { Platform } from '../platform.js';
import { area, hidden, line, tick } from './fields.js';
import { page } from './layout.js';

interface Target {
  courseId: string;
  toolId: string;
}

const names = moodleNames('de');
const HIDDEN = ['icon', 'lineitemresourceid', 'lineitemtag', 'lineitemsubreviewurl', 'lineitemsubreviewparams'] as const;

export function oneItemPage(platform: Platform, input: Target & { form: ItemForm; note: string }): Reply {
  const { form } = input;
  const note = input.note ? `<p class="note" role="alert">${escapeHtml(input.note)}</p>` : '';
  const grades = form.instructorchoiceacceptgrades;
  const fields = `${line('name', 'Name der Aktivität', form.name)}${area('introeditor[text]', 'Beschreibung der Aktivität', form['introeditor[text]'], 4)}
${line('toolurl', names.toolUrl, form.toolurl)}${area('instructorcustomparameters', names.custom, form.instructorcustomparameters, 4)}
${line('grade[modgrade_point]', 'Punkte', form['grade[modgrade_point]'])}
${tick('instructorchoiceacceptgrades', names.acceptGrades, grades)}
${HIDDEN.map((name) => hidden(name, form[name])).join('')}`;
  const body = `<h1>${names.addActivity}</h1>${note}${saveForm(platform, input, fields)}`;
  return page(platform, { title: names.addActivity, body, bare: true });
}

export function manyItemsPage(platform: Platform, input: Target & { forms: ItemForm[] }): Reply {
  const rows = input.forms.map(
    (form) =>
      `<li><span>${escapeHtml(form.name)}</span><span class="soft">${form.instructorchoiceacceptgrades ? 'mit Bewertung' : 'ohne Bewertung'}</span></li>`,
  );
  const body = `<h1>${names.willBeAdded}</h1><ul class="rows">${rows.join('')}</ul>
${saveForm(platform, input, hidden('contentitems', JSON.stringify(input.forms)))}`;
  return page(platform, { title: names.addActivity, body, bare: true });
}

/** Leaves the frame it is shown in. */
function saveForm(platform: Platform, target: Target, fields: string): string {
  return `<form method="post" action="${platform.base}/course/modedit.php" target="_top">${hidden('course', target.courseId)}${hidden('typeid', target.toolId)}
${fields}<p><button class="main" type="submit">${names.saveAndReturn}</button> <a class="button" target="_top" href="${platform.base}/course/view.php?id=${escapeHtml(target.courseId)}">Abbrechen</a></p></form>`;
}

/** What a tool answered to a deep linking request, as Moodle fills its form with it and what saving makes of it. */
import { phpText, writeCustom } from './custom-values.js';
import { isRecord } from './keys.js';
import { emptyItem, nextItemId } from './line-items.js';
import type { LineItem, Link, Tool } from './model.js';
import { DEFAULT_REVIEW, type Platform } from './platform.js';

/** Fields of Moodle's activity form, under its names. */
export interface ItemForm {
  name: string;
  toolurl: string;
  'introeditor[text]': string;
  icon: string;
  instructorcustomparameters: string;
  lineitemresourceid: string;
  lineitemtag: string;
  lineitemsubreviewurl: string;
  lineitemsubreviewparams: string;
  instructorchoiceacceptgrades: boolean;
  'grade[modgrade_point]': string;
}

/** Placements, availability, frame sizes, labels and messages are ignored, as Moodle does. */
export function toForm(tool: Tool, item: Record<string, unknown>): ItemForm {
  const line = isRecord(item['lineItem']) ? item['lineItem'] : null;
  const review = line && isRecord(line['submissionReview']) ? line['submissionReview'] : null;
  const icon = isRecord(item['icon']) ? phpText(item['icon']['url']) : '';
  return {
    name: phpText(item['title']) || tool.name,
    toolurl: phpText(item['url']),
    'introeditor[text]': phpText(item['text'] ?? item['html']),
    icon,
    instructorcustomparameters: isRecord(item['custom']) ? writeCustom(item['custom']) : '',
    lineitemresourceid: phpText(line?.['resourceId']),
    lineitemtag: phpText(line?.['tag']),
    lineitemsubreviewurl: phpText(review?.['url']) || (review ? DEFAULT_REVIEW : ''),
    lineitemsubreviewparams: review && isRecord(review['custom']) ? writeCustom(review['custom']) : '',
    instructorchoiceacceptgrades: line !== null,
    'grade[modgrade_point]': line ? phpText(line['scoreMaximum'] ?? 100) : '100',
  };
}

export function emptyForm(): ItemForm {
  return {
    name: '',
    toolurl: '',
    'introeditor[text]': '',
    icon: '',
    instructorcustomparameters: '',
    lineitemresourceid: '',
    lineitemtag: '',
    lineitemsubreviewurl: '',
    lineitemsubreviewparams: '',
    instructorchoiceacceptgrades: false,
    'grade[modgrade_point]': '100',
  };
}

/** Why the form is not taken; only asked where the teacher saves one item. */
export function formProblem(platform: Platform, form: ItemForm): string | null {
  if (!form.name.trim()) return 'Geben Sie einen Namen ein.';
  if (form.name.length > 255) return 'Höchstens 255 Zeichen';
  if (!form.instructorchoiceacceptgrades) return null;
  return isWholePoints(platform, form) ? null : `Ungültiger Bewertungswert. Dies muss eine ganze Zahl zwischen 1 und ${mostPoints(platform)} sein`;
}

function isWholePoints(platform: Platform, form: ItemForm): boolean {
  const points = Number(form['grade[modgrade_point]']);
  return Number.isInteger(points) && points >= 1 && points <= mostPoints(platform);
}

function mostPoints({ state }: Platform): number {
  return state.settings?.gradePointMax ?? 100;
}

/** Makes the activity; points that are no whole number of 1–100 silently become a column without numbers. */
export function createLink(platform: Platform, courseId: string, tool: Tool, form: ItemForm): Link {
  const last = platform.state.last;
  const id = String((last.link += 1));
  const points = isWholePoints(platform, form) ? Number(form['grade[modgrade_point]']) : 0;
  const link: Link = {
    id,
    cmid: String(Number(id) + 1),
    key: `link-${id}`,
    courseId,
    toolId: tool.id,
    title: form.name,
    description: form['introeditor[text]'],
    url: form.toolurl,
    icon: form.icon,
    custom: form.instructorcustomparameters,
    container: 1,
    graded: form.instructorchoiceacceptgrades,
    grade: form.instructorchoiceacceptgrades ? points : 0,
    sendName: true,
    sendEmail: true,
  };
  platform.state.links.push(link);
  if (link.graded) platform.state.items.push(columnFor(platform, link, form));
  return link;
}

export function columnFor(platform: Platform, link: Link, form: Partial<ItemForm>): LineItem {
  return {
    ...emptyItem(nextItemId(platform), link.courseId, link.toolId),
    kind: 'mod',
    instanceId: link.id,
    linkId: link.id,
    label: link.title,
    scoreMaximum: link.grade || 100,
    hasNumbers: link.grade > 0,
    resourceId: form.lineitemresourceid ?? '',
    tag: form.lineitemtag || null,
    reviewUrl: form.lineitemsubreviewurl ?? '',
    reviewParams: form.lineitemsubreviewparams ?? '',
  };
}

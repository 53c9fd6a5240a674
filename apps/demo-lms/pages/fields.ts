/** Fields of the forms of the demo LMS. */
import { escapeHtml } from '../http.js';

export type Options = readonly (readonly [value: string, text: string])[];

export const line = (id: string, label: string, value: string): string =>
  `<label for="${id}">${escapeHtml(label)}</label><input type="text" id="${id}" name="${id}" value="${escapeHtml(value)}">`;

export const area = (id: string, label: string, value: string, rows = 5): string =>
  `<label for="${id}">${escapeHtml(label)}</label><textarea id="${id}" name="${id}" rows="${rows}">\n${escapeHtml(value)}</textarea>`;

export const select = (id: string, label: string, options: Options, now: string): string =>
  `<label for="${id}">${escapeHtml(label)}</label><select id="${id}" name="${id}">${options
    .map(([value, text]) => `<option value="${value}"${value === now ? ' selected' : ''}>${escapeHtml(text)}</option>`)
    .join('')}</select>`;

export const tick = (id: string, label: string, ticked: boolean): string =>
  `<label><input type="checkbox" name="${id}" value="1"${ticked ? ' checked' : ''}> ${escapeHtml(label)}</label>`;

export const hidden = (name: string, value: string): string => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

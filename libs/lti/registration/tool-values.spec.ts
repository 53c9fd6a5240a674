import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { lmsGuides, toolValues } from './tool-values.js';

const OURS = 'https://lotse.example.org';
const docs = readFileSync(new URL('../../../docs/connect-moodle.md', import.meta.url), 'utf8');

it.each(['de', 'en'] as const)('%s: every LMS has its fields, and each value to copy stands in one (U-05)', (locale) => {
  const guides = lmsGuides(OURS, locale);
  expect(guides.map((guide) => guide.lms)).toEqual(['moodle', 'ilias', 'openolat', 'canvas']);
  for (const { fields, afterwards, where } of guides) {
    for (const { field, value } of fields) expect([field.length > 1, value.length > 1]).toEqual([true, true]);
    for (const key of ['launch', 'login', 'keys', 'redirect']) expect(fields.map((one) => one.key)).toContain(key);
    expect([where.length > 10, afterwards.length > 0]).toEqual([true, true]);
  }
  const known = new Set(toolValues(OURS).map((one) => one.key));
  for (const { key } of guides.flatMap((guide) => guide.fields)) expect(key === null || known.has(key)).toBe(true);
});

/** Without quotation marks, and without the English in brackets before another part of a path. */
const plain = (line: string) => line.replace(/[„“]/g, '').replace(/ \([^()]*\)(?= ›)/g, '');

it('docs/connect-moodle.md names the fields of Moodle and their values as the page does', () => {
  const moodle = lmsGuides(OURS, 'de').find((guide) => guide.lms === 'moodle');
  for (const { field, key, value } of moodle?.fields ?? []) {
    const row = docs.split('\n').find((line) => line.startsWith('| „') && (plain(line).startsWith(`| ${field} (`) || plain(line).startsWith(`| ${field} |`)));
    expect([field, row !== undefined && plain(row).includes(key === null ? value : `\`${value}\``)]).toEqual([field, true]);
  }
});

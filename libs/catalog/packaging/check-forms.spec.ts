import { expect, test } from '@jest/globals';
import { buildForms, checkContent, readContent } from './index.js';
import { DAY, check, unfound, withContent, type Fault } from './planted.js';

const SCALES = `scales:
  - id: skala
    values:
      - { validFrom: 2020-01-01, validTo: 2025-12-31, pass: 60, steps: [{ from: 60, grade: 1, title: gut }, { from: 0, grade: 2, title: nein }], source: SOURCE }
      - { validFrom: 2026-01-01, pass: 50, steps: [{ from: 50, grade: 1, title: gut }, { from: 0, grade: 2, title: nein }], source: SOURCE }
`.replaceAll('SOURCE', '{ law: Prüfungsordnung, section: "§ 24", url: "https://example.org/24", asOf: 2026-11-01, checked: true }');
const FORM = `id: probe
rev: 1
title: { de: Probe, en: Mock }
about: { de: Alles, en: All }
minutes: 20
longerFirst: 20
scale: skala
areas:
  - { id: probe-a, title: { de: A, en: A }, minutes: 12, slots: [{ units: [einheit], tasks: 1, points: 50 }] }
  - { id: probe-b, title: { de: B, en: B }, minutes: 8, slots: [{ units: [einheit], tasks: 1, points: 50 }] }
`;
const PLACES = { form: 'forms/probe.yaml', scales: 'taxonomy/grade-scales.yaml' };
const WHOLE = { [PLACES.form]: FORM, [PLACES.scales]: SCALES };
const changed = (from: string | RegExp, to: string) => ({ ...WHOLE, [PLACES.form]: FORM.replace(from, to) });
const scaled = (from: string, to: string) => ({ ...WHOLE, [PLACES.scales]: SCALES.replace(from, to) });

test('a form without a fault is built with the scale of its day', () => {
  expect(check(WHOLE)).toEqual([]);
  withContent(WHOLE, (dir) => {
    const [form] = buildForms(readContent(dir), DAY).forms;
    expect(form).toMatchObject({ id: 'probe', title: 'Probe', longerFirst: 20, scale: { pass: 50, source: { label: 'Prüfungsordnung, § 24' } } });
    expect(buildForms(readContent(dir), '2025-06-01').forms[0]?.scale.pass).toBe(60);
    expect(checkContent(dir, DAY).summary.forms).toBe(1);
  });
});

const FAULTS: Fault[] = [
  ['points that do not add up', changed('points: 50', 'points: 40'), 'error', 'form-points', /give 90 points/, 'areas'],
  ['minutes that do not add up', changed('minutes: 20', 'minutes: 30'), 'error', 'form-minutes', /take 20 minutes/, 'minutes'],
  ['a unit that is not there', changed('[einheit]', '[keine]'), 'error', 'unknown-unit', /keine/, 'areas.0.slots.0'],
  ['a slot with more tasks than there are', changed('tasks: 1, points: 50', 'tasks: 10, points: 5'), 'error', 'form-slot', /5 single ones/, 'areas.0.slots.0'],
  ['two slots that ask for the same', changed(/tasks: 1, points: 50/g, 'tasks: 5, points: 10'), 'error', 'form-unfilled', /same tasks/],
  ['a slot that has no second set', changed('tasks: 1, points: 50', 'tasks: 4, points: 12'), 'warning', 'form-few', /repeats tasks/, 'areas.0.slots.0'],
  ['a scale that is not there', changed('scale: skala', 'scale: keine'), 'error', 'unknown-scale', /keine/, 'scale'],
  ['a field too many', changed('rev: 1', 'rev: 1\nhelp: true'), 'error', 'unknown-field', /help/],
  ['an id that is taken', changed('id: probe-a', 'id: einheit'), 'error', 'id-twice', /already used/],
  ['steps that do not fall', scaled('{ from: 0, grade: 2, title: nein }', '{ from: 70, grade: 2, title: nein }'), 'error', 'scale-steps', /down to 0/],
  ['a source that nobody read lately', scaled('asOf: 2026-11-01', 'asOf: 2024-11-01'), 'error', 'source-old', /12 months/],
];
test.each(FAULTS)('%s is found', (...fault) => {
  const bad = unfound(fault);
  // a form whose points do not add up has more than one fault
  expect(bad.filter((text) => !text.startsWith('an error too: all tasks together'))).toEqual([]);
});

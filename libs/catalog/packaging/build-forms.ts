import type { ExamScale, PackedForm } from '#lotse/contract';
import { problemAt, type ContentProblem } from './problem.js';
import type { ContentTree } from './read-content.js';

/** Forms of mock exams with the scale of the day `asOf` (YYYY-MM-DD). One whose scale is unknown or has no value then is left out. */
export function buildForms(tree: ContentTree, asOf: string): { forms: PackedForm[]; problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  const forms = tree.forms.flatMap((at): PackedForm[] => {
    const { value: form } = at;
    const scale = scaleOn(tree, form.scale, asOf);
    if (!scale) {
      const message = `there is no scale "${form.scale}" with a value on ${asOf} in taxonomy/grade-scales.yaml; add it or correct the id`;
      problems.push(problemAt(at, ['scale'], { code: 'unknown-scale', message }));
      return [];
    }
    const areas = form.areas.map((area) => ({ ...area, title: area.title.de }));
    const { id, rev, minutes, longerFirst = null } = form;
    return [{ id, rev, title: form.title.de, about: form.about.de, minutes, longerFirst, scale, areas }];
  });
  return { forms, problems };
}

function scaleOn(tree: ContentTree, id: string, day: string): ExamScale | null {
  const values = tree.scales.flatMap(({ value }) => value.scales.filter((one) => one.id === id)).flatMap((one) => one.values);
  const value = values
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || validTo >= day))
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1);
  if (!value) return null;
  const { law, section, url, asOf } = value.source;
  return { pass: value.pass, steps: value.steps, source: { label: `${law}, ${section}`, url, asOf, validFrom: value.validFrom } };
}

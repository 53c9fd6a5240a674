import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { LABELS } from './labels.js';

const messages = (locale: string, area: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../../apps/web/messages/${area}/${locale}.json`, import.meta.url), 'utf8')) as Record<string, string>;

test.each(['de', 'en'] as const)('the PDF says what the page says (%s)', (locale) => {
  const [say, page, app] = [LABELS[locale], messages(locale, 'reports'), messages(locale, 'app')];
  const both: [string, string | undefined][] = [
    ...Object.entries(say.title).map(([key, word]): [string, string | undefined] => [word, page[`rep_title_${key.toLowerCase()}`]]),
    ...Object.entries(say.reached).map(([key, word]): [string, string | undefined] => [word, page[`rep_goal_${key}`]]),
    ...Object.entries(say.recommendation).map(([key, word]): [string, string | undefined] => [word, page[`rep_rec_${key}`]]),
    ...Object.entries(say.mastery).map(([key, word]): [string, string | undefined] => [word, app[`mastery_${key}`]]),
    ...(['learning', 'attendance', 'development', 'goals', 'exit'] as const).map((key): [string, string | undefined] => [
      say.section[key],
      page[`rep_part_${key}`],
    ]),
    [say.section.recommendation, page['rep_next_step']],
    [say.statementOf('{name}'), page['rep_statement_of']],
    [say.points(83), page['rep_points']?.replace('{grade}', '83')],
    [say.unitOf(1, 2), page['rep_unit_going']?.replace('{done}', '1').replace('{total}', '2')],
    [say.learning.days, page['rep_fact_days']],
    [say.learning.alone, page['rep_fact_alone']],
    [say.learning.note, page['rep_fact_alone_note']],
    [say.learning.firstTry, page['rep_fact_first']],
    [say.learning.none, page['rep_units_none']],
    [say.learning.unit, page['rep_unit']],
    [say.learning.tasks, page['rep_unit_done']],
    [say.learning.finished, page['rep_unit_finished']],
    [say.learning.grade, page['rep_unit_grade']],
    [say.learning.last, page['rep_unit_last']],
    [say.goal.nextStep, page['rep_goal_next']],
    [say.contact.title, page['rep_contact']],
    [say.ofPlanned('{planned}'), page['rep_att_of']],
    [say.attendance.units, page['rep_att_units']],
    [say.attendance.byProvider, page['rep_att_by_provider']],
    [say.attendance.inTime, page['rep_att_in_time']],
    [say.attendance.note, page['rep_att_note']],
    [say.unknown, page['rep_unknown']],
    [say.noAnswers, page['rep_no_answers']],
    [say.none.goals, page['rep_goals_none']],
    [say.none.recommendation, page['rep_rec_none']],
    [say.none.statement, page['rep_statement_none']],
    [say.none.text, page['rep_text_none']],
  ];
  expect(both.map(([pdf]) => pdf)).toEqual(both.map(([, words]) => words));
});

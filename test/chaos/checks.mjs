/** Holds the database and the gradebook against what the browsers know. Everything is counted anew from single answers. */
import { isDeepStrictEqual } from 'node:util';

const TRIES = 2;
const WINDOW = 8;

/** Everything a check needs, read in the transaction scope of due work. */
export async function readDatabase(db, tenant) {
  return db.job(tenant, async (tx) => ({
    people: new Map((await tx.query('select person, sub from identity')).map((row) => [row.person, row.sub])),
    answers: await tx.query(
      'select person, id, run, unit_id, exercise_id, try, aids, response, score, verdict, evidence, sequence from answer order by sequence',
    ),
    runs: await tx.query('select id, person, unit_id, total, done, points, first_right, wrong_streak, grade, finished_at from unit_run'),
    grades: await tx.query('select person, unit_id, best, completed from unit_grade'),
    mastery: await tx.query('select person, competence, recent, evidence from mastery'),
    columns: (await tx.query('select l.target_id from line_item i join resource_link l on l.tenant = i.tenant and l.id = i.resource_link')).map(
      (row) => row.target_id,
    ),
    due: await tx.query(`select d.person, d.wanted, d.completed, d.sent, d.state, i.url, l.target_kind, l.target_id
      from grade_due d join line_item i on i.tenant = d.tenant and i.id = d.line_item join resource_link l on l.tenant = i.tenant and l.id = i.resource_link`),
  }));
}

/** What was acknowledged is there, once, as it was given and judged; and nothing else is. */
export function checkAnswers({ answers, people }, journal) {
  const seen = new Map();
  for (const row of answers) {
    if (seen.has(row.id)) journal.find(`answer ${row.id} is stored twice`);
    seen.set(row.id, row);
    const entry = journal.answers.get(row.id);
    if (!entry) journal.find(`answer ${row.id} is stored, but nobody gave it`);
    else if (!isSame(row, entry, people.get(row.person)))
      journal.find(`answer ${row.id} is stored otherwise than it was given: ${JSON.stringify(row)} for ${JSON.stringify(entry)}`);
  }
  for (const [id, { outcome }] of journal.answers) {
    if (!outcome) journal.find(`answer ${id} was never acknowledged`);
    else if (outcome.verdict === 'unclear' && seen.has(id)) journal.find(`answer ${id} could not be read, but is stored`);
    else if (outcome.verdict !== 'unclear' && !seen.has(id)) journal.find(`answer ${id} was acknowledged and is lost`);
  }
  const tries = new Set(answers.map((row) => `${row.run} ${row.exercise_id} ${row.try}`));
  if (tries.size !== answers.length) journal.find('a try is stored twice');
}

function isSame(row, { person, body, outcome }, sub) {
  return (
    person === sub &&
    row.run === body.runId &&
    row.exercise_id === body.exerciseId &&
    row.try === body.try &&
    row.sequence === body.sequence &&
    isDeepStrictEqual(row.response, body.response) &&
    isDeepStrictEqual(row.aids, body.aids) &&
    (!outcome || (row.verdict === outcome.verdict && Math.abs(row.score - outcome.score) < 1e-6))
  );
}

/** Nothing is counted twice: runs, best grades and competences are what their answers make them. */
export function checkCounts({ answers, runs, grades, mastery }, journal, { competences, counted }) {
  for (const run of runs) {
    const wanted = countRun(
      answers.filter((answer) => answer.run === run.id),
      run.total,
      counted,
    );
    const stored = {
      done: run.done,
      points: run.points,
      first_right: run.first_right,
      wrong_streak: run.wrong_streak,
      grade: run.grade,
      finished: run.finished_at !== null,
    };
    if (!isNear(stored, wanted)) journal.find(`run ${run.id} holds ${JSON.stringify(stored)}, its answers make ${JSON.stringify(wanted)}`);
  }
  for (const { person, unit_id: unitId, best, completed } of grades) {
    const mine = runs.filter((run) => run.person === person && run.unit_id === unitId);
    const wanted = { best: Math.max(...mine.map((run) => run.grade ?? 0)), completed: mine.some((run) => run.finished_at !== null) };
    if (!isDeepStrictEqual({ best, completed }, wanted))
      journal.find(`the best grade of ${person} in ${unitId} is ${best} (${completed}), the runs make ${wanted.best} (${wanted.completed})`);
  }
  for (const row of mastery) {
    const items = answers.filter((answer) => answer.person === row.person && answer.evidence && competences.get(answer.exercise_id) === row.competence).length;
    if (row.evidence !== items || row.recent.length !== Math.min(WINDOW, items))
      journal.find(`${row.competence} of ${row.person} counts ${row.evidence} pieces of evidence, there are ${items}`);
  }
}

/** Entry tasks and worked examples count for nothing; `counted` holds the others. */
function countRun(all, total, counted) {
  const answers = all.filter((answer) => counted.has(answer.exercise_id));
  const first = answers.filter((answer) => answer.try === 1);
  const done = new Set(answers.filter((answer) => answer.verdict === 'right' || answer.try === TRIES).map((answer) => answer.exercise_id)).size;
  const points = first.reduce((sum, answer) => sum + answer.score, 0);
  return {
    done,
    points,
    first_right: first.filter((answer) => answer.verdict === 'right').length,
    wrong_streak: first.reduce((streak, answer) => (answer.verdict === 'right' ? 0 : streak + 1), 0),
    grade: all.length === 0 ? null : Math.min(100, Math.floor((points / total) * 100 + 0.5 + 1e-6)),
    finished: done >= total,
  };
}

/** Points are sums of fractions that the answers keep with single precision. */
function isNear(stored, wanted) {
  return Math.abs(stored.points - wanted.points) < 1e-4 && isDeepStrictEqual({ ...stored, points: 0 }, { ...wanted, points: 0 });
}

/** What is owed is what was earned, and the gradebook of the LMS holds it. */
export function checkGrades({ due, grades, people, columns }, journal, { site, unitsOf }) {
  const best = (person, unitId) => grades.find((row) => row.person === person && row.unit_id === unitId)?.best ?? 0;
  for (const row of due) {
    const units = row.target_kind === 'unit' ? [row.target_id] : unitsOf(row.target_id);
    const wanted = Math.floor(units.reduce((sum, unit) => sum + best(row.person, unit), 0) / units.length + 0.5);
    if (row.wanted !== wanted) journal.find(`${row.person} is owed ${row.wanted} for ${row.target_id}, earned are ${wanted}`);
    if (row.state !== 'sent' || row.sent !== row.wanted)
      journal.find(`the grade of ${row.person} for ${row.target_id} is ${row.state}: ${row.sent} of ${row.wanted}`);
    const item = site.gradebook.items.find(({ id }) => id === /\/lineitems\/(\d+)\//.exec(row.url)?.[1]);
    const cell = site.gradebook.grade(site.person(people.get(row.person)), item ?? null);
    if (cell?.score !== row.wanted)
      journal.find(`the gradebook holds ${cell?.score ?? 'nothing'} for ${row.person} and ${row.target_id}, owed are ${row.wanted}`);
  }
  const owed = new Set(due.map((row) => `${row.person} ${row.target_id}`));
  // nobody is owed a 0 before they have finished
  const counts = (person, target) => {
    const units = unitsOf(target).length > 0 ? unitsOf(target) : [target];
    const mine = units.map((unitId) => grades.find((row) => row.person === person && row.unit_id === unitId));
    return mine.every((row) => row?.completed) || Math.floor(mine.reduce((sum, row) => sum + (row?.best ?? 0), 0) / units.length + 0.5) > 0;
  };
  for (const { person, unit_id: unitId } of grades) {
    for (const target of columns.filter((one) => one === unitId || unitsOf(one).includes(unitId)))
      if (counts(person, target) && !owed.has(`${person} ${target}`)) journal.find(`${person} has worked in ${unitId} and is owed nothing for ${target}`);
  }
  if (site.gradebook.rows.length !== due.length) journal.find(`the gradebook has ${site.gradebook.rows.length} cells, owed are ${due.length}`);
}

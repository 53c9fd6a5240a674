/** What a round has left in its database, as one digest per table: two ways did the same when all digests are equal. Times are left out. */
import { ask } from '../cluster.mjs';

const CONTENT = {
  answer:
    'person, id, run, unit_id, exercise_id, rev, package, seed, shuffle, try, aids, response, score, parts, verdict, evidence, marking_version, device, sequence, client_time',
  unit_run: 'id, person, done, points, first_right, wrong_streak, grade, total, finished_at is not null',
  mastery: 'person, competence, state, recent, jsonb_array_length(recent), evidence, secure_since',
  unit_grade: 'person, unit_id, best, best_right, total, completed',
  grade_due: 'line_item, person, wanted, completed, comment, revision, state, reason',
};

/** { table: { rows, digest } } */
export async function contentOf(url) {
  const content = {};
  for (const [table, columns] of Object.entries(CONTENT)) {
    const [row] = await ask(
      url,
      `select count(*)::int as rows, md5(string_agg(line, E'\\n' order by line)) as digest from (select row(${columns})::text as line from ${table}) lines`,
    );
    content[table] = row;
  }
  return content;
}

/** Tables whose rows or contents differ from the first way's. */
export function differences(contents) {
  const [first, ...others] = Object.entries(contents);
  return others.flatMap(([way, content]) =>
    Object.keys(CONTENT)
      .filter((table) => content[table].rows !== first[1][table].rows || content[table].digest !== first[1][table].digest)
      .map(
        (table) =>
          `${table}: ${first[0]} has ${first[1][table].rows} rows (${first[1][table].digest}), ${way} has ${content[table].rows} (${content[table].digest})`,
      ),
  );
}

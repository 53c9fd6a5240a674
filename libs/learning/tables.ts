import { acted, daysBefore, detached, HERE, inFolder, MY_PERSON, own, sealedOfTenant, type LibTables } from '#lotse/base';

const OF_RUN = `${HERE} and exists (select from unit_run u where u.tenant = run_comment.tenant and u.id = run_comment.run and u.person = ${MY_PERSON})`;

const OF_RECORDING = `${HERE} and exists (select from recording c where c.tenant = recording_part.tenant and c.id = recording_part.recording and c.person = ${MY_PERSON})`;
/** A text that was marked, one that nobody marked, one that was never sent: so long after. */
const [READ_DAYS, UNREAD_DAYS, DRAFT_DAYS, UNSENT_DAYS] = [90, 180, 90, 7];
const RECORDINGS_OVER = `delete from recording c where c.tenant = $1 and coalesce(
  (select coalesce((select max(h.at) < $3 from hand_mark h where h.tenant = a.tenant and h.person = a.person and h.answer = a.id), c.at < $2)
    from answer a where a.tenant = c.tenant and a.person = c.person and a.run = c.run and a.response->>'recording' = c.id::text), c.at < $4)`;

/** What is gone waits for nobody: the counts of runs and of the best of them go by what is still there. */
const WAITING_AGAIN = `update unit_run r set waiting = w.n, version = version + 1 from (
    select u.id, (select count(*) from answer a where a.tenant = u.tenant and a.run = u.id and a.try = 1 and a.verdict = 'manual' and coalesce(a.section, 'block') in ('block', 'mixed')
        and not exists (select from hand_mark h where h.tenant = a.tenant and h.person = a.person and h.answer = a.id)
        and (exists (select from answer_text t where t.tenant = a.tenant and t.person = a.person and t.answer = a.id)
          or exists (select from recording c where c.tenant = a.tenant and c.person = a.person and c.run = a.run and c.id::text = a.response->>'recording'))) as n
      from unit_run u where u.tenant = $1 and u.waiting > 0 and u.started_at < $2) w
  where r.tenant = $1 and r.id = w.id and r.waiting <> w.n`;
const BEST_WAITING_AGAIN = `update unit_grade g set waiting = b.waiting from unit_grade o cross join lateral (select r.waiting from unit_run r
    where r.tenant = o.tenant and r.person = o.person and r.unit_id = o.unit_id and r.kind = 'own' and r.grade is not null order by r.grade desc, r.started_at desc limit 1) b
  where o.tenant = $1 and o.waiting > 0 and g.tenant = o.tenant and g.person = o.person and g.unit_id = o.unit_id and g.waiting <> b.waiting`;

/** Runs, answers, mastery, the best grade of a unit, comments of those who teach. */
export const LEARNING_TABLES: LibTables = {
  tables: {
    unit_run: { class: 'tenant', retention: 'learning' },
    run_task: { class: 'tenant', retention: 'learning' },
    answer: { class: 'tenant', retention: 'learning' },
    mastery: { class: 'global', retention: 'learning' },
    unit_grade: { class: 'tenant', retention: 'learning' },
    run_comment: { class: 'tenant', retention: 'learning' },
    hand_mark: { class: 'tenant', retention: 'learning' },
    answer_text: { class: 'tenant', retention: 'learning' },
    answer_draft: { class: 'tenant', retention: 'learning' },
    mark_phrase: { class: 'tenant', retention: 'learning' },
    recording: { class: 'tenant', retention: 'learning' },
    recording_part: { class: 'tenant', retention: 'learning' },
    objection: { class: 'tenant', retention: 'learning' },
    exam_attempt: { class: 'tenant', retention: 'learning' },
    exam_answer: { class: 'tenant', retention: 'learning' },
  },
  sealed: [
    ...sealedOfTenant('run_comment', ['text']),
    ...sealedOfTenant('hand_mark', ['comment']),
    ...inFolder('texte', sealedOfTenant('answer_text', ['text'], ['person', 'answer'])),
    ...sealedOfTenant('answer_draft', ['text'], ['run', 'exercise_id']),
    ...sealedOfTenant('objection', ['text']),
    ...inFolder('aufnahmen', sealedOfTenant('recording', ['body'])),
    ...sealedOfTenant('recording_part', ['body'], ['recording', 'start']),
    ...sealedOfTenant('mark_phrase', ['text'], ['person', 'position']),
  ],
  personal: [
    own('hand_mark', 'comments', 'at'),
    detached('hand_mark', 'marker'),
    own('answer_text', 'learning', 'at'),
    { table: 'recording_part', by: ['recording'], where: OF_RECORDING, kind: 'learning', fate: 'delete' },
    own('recording', 'learning', 'at'),
    own('objection', 'comments', 'at'),
    own('answer_draft', 'learning', 'at'),
    own('mark_phrase', 'work', 'at'),
    own('exam_answer', 'learning', 'at'),
    own('exam_attempt', 'learning', 'started_at'),
    own('answer', 'learning', 'answered_at'),
    { table: 'run_comment', by: ['run'], where: OF_RUN, kind: 'comments', fate: 'delete', at: 'created_at' },
    acted('run_comment', 'author'),
    own('unit_grade', 'learning', 'updated_at'),
    own('run_task', 'learning', 'given_at'),
    own('unit_run', 'learning', 'started_at'),
    { table: 'mastery', by: ['person'], where: `person = ${MY_PERSON}`, kind: 'learning', fate: 'delete', last: true, at: 'updated_at', secret: [] },
  ],
  noPerson: { 'unit_run.enrolment': 'goes with the run of the person' },
  alive: [`exists (select from unit_run r where r.tenant = $1 and r.person = i.person and coalesce(r.last_answer_at, r.started_at) >= $2)`],
  sweep: async (tx, { tenant, now }) => {
    await tx.query(
      `delete from answer_text t where t.tenant = $1 and coalesce((select max(h.at) < $3 from hand_mark h where h.tenant = t.tenant and h.person = t.person and h.answer = t.answer), t.at < $2)`,
      [tenant, daysBefore(now, UNREAD_DAYS), daysBefore(now, READ_DAYS)],
    );
    await tx.query(RECORDINGS_OVER, [tenant, daysBefore(now, UNREAD_DAYS), daysBefore(now, READ_DAYS), daysBefore(now, UNSENT_DAYS)]);
    await tx.query(WAITING_AGAIN, [tenant, daysBefore(now, UNREAD_DAYS)]);
    await tx.query(BEST_WAITING_AGAIN, [tenant]);
    await tx.query(`delete from answer_draft where tenant = $1 and at < $2`, [tenant, daysBefore(now, DRAFT_DAYS)]);
  },
};

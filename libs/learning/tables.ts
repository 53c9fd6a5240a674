import { acted, HERE, MY_PERSON, own, sealedOfTenant, type LibTables } from '#lotse/base';

const OF_RUN = `${HERE} and exists (select from unit_run u where u.tenant = run_comment.tenant and u.id = run_comment.run and u.person = ${MY_PERSON})`;

/** Runs, answers, mastery, the best grade of a unit, comments of those who teach. */
export const LEARNING_TABLES: LibTables = {
  tables: {
    unit_run: { class: 'tenant', retention: 'learning' },
    run_task: { class: 'tenant', retention: 'learning' },
    answer: { class: 'tenant', retention: 'learning' },
    mastery: { class: 'global', retention: 'learning' },
    unit_grade: { class: 'tenant', retention: 'learning' },
    run_comment: { class: 'tenant', retention: 'learning' },
  },
  sealed: sealedOfTenant('run_comment', ['text']),
  personal: [
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
};

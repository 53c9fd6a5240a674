import { acted, detached, HERE, mine, MY_NOW, MY_PERSON, sealedOfPerson, sealedOfTenant, type LibTables } from '#lotse/base';
import { Release } from './entities.js';

const ofReport = (table: string) =>
  `${HERE} and exists (select from report r join participation p on p.tenant = r.tenant and p.id = r.participation
     where r.tenant = ${table}.tenant and r.id = ${table}.report and (r.person = ${MY_PERSON} or p.person = ${MY_PERSON}))`;
const ofEnded = (table: string) => `exists (select from report r where r.tenant = ${table}.tenant and r.id = ${table}.report and r.participation = any($1))`;
const kept = { fate: 'keep', because: 'measure' } as const;

/** Reports and their versions, releases to caseworkers, questions of those who read them. */
export const REPORT_TABLES: LibTables = {
  tables: {
    report: { class: 'tenant', retention: 'measure' },
    report_version: { class: 'tenant', retention: 'measure' },
    release: { class: 'shared', retention: 'proof' },
    question: { class: 'shared', retention: 'measure' },
  },
  sealed: [
    ...sealedOfTenant('report_version', ['facts', 'body', 'kept', 'statement'], ['report', 'version']),
    ...sealedOfTenant('release', ['basis_note']),
    ...sealedOfPerson('release', ['content', 'label'], 'recipient'),
    ...sealedOfPerson('question', ['text', 'answer'], 'asked_by'),
  ],
  personal: [
    { table: 'question', by: ['report'], where: ofReport('question'), kind: 'reports', ...kept, at: 'asked_at' },
    { table: 'question', by: ['asked_by'], where: mine('asked_by'), kind: 'work', fate: 'delete', acted: true },
    acted('question', 'answered_by'),
    { table: 'release', by: ['person'], where: mine(), kind: 'releases', fate: 'keep', because: 'proof', at: 'released_at', secret: ['content', 'label'] },
    detached('release', 'recipient', 'content = null, label = null'),
    acted('release', 'released_by', 'withdrawn_by'),
    { table: 'report_version', by: ['report'], where: ofReport('report_version'), kind: 'reports', ...kept, at: 'created_at' },
    acted('report_version', 'author', 'reviewed_by', 'disclosed_by', 'handed_over_by'),
    { table: 'report', by: ['person'], where: mine(), kind: 'reports', fate: 'detach', because: 'measure', set: 'person = null', at: 'created_at' },
    acted('report', 'created_by'),
  ],
  // of a release the record stays until its own ten years are over, without the copy
  eraseParticipations: async ({ db, seal }, tx, { tenant, ids }) => {
    const released = await tx.query<{ id: string }[]>(
      `select e.id from release e join report r on r.tenant = e.tenant and r.id = e.report where e.tenant = $1 and r.participation = any($2)`,
      [tenant, ids],
    );
    const blanks: { id: string; note: Buffer }[] = [];
    for (const { id } of released)
      blanks.push({ id, note: await seal.seal(tx, { kind: 'tenant', id: tenant }, { table: 'release', row: id, column: 'basis_note' }, '') });
    await db.atEraser(tx, null, async () => {
      for (const { id, note } of blanks) await tx.update(Release, { id }, { content: null, label: null, basisNote: note });
      await tx.query(`delete from question where ${ofEnded('question')}`, [ids]);
      await tx.query(`delete from report_version where ${ofEnded('report_version')}`, [ids]);
      await tx.query(`delete from report where participation = any($1)`, [ids]);
      await tx.query(`delete from release where id = any($1) and until < ${MY_NOW} - interval '10 years'`, [blanks.map((one) => one.id)]);
    });
  },
  // copies of reports that nobody may read any more
  sweep: async (tx, { tenant, now }) => {
    await tx.query(`update release set content = null, label = null where tenant = $1 and until < $2 and content is not null`, [tenant, now]);
  },
};

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { api, auditOf, launch, openSession, refusedBy } from '../../world/lti-client.js';
import { Classes, type Class } from '../../world/roster-classes.js';

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/';
const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

let server: TestServer;
let site: DemoSite;
let classes: Classes;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  classes = await Classes.of(server, 'lernwerk');
}, 180_000);
afterAll(() => server?.stop());
afterEach(() => site.faults.clear());

const page = (one: Class) => classes.page(one);

describe('roles', () => {
  test('the roster lowers none: Moodle’s tutor is a learner there and stays a teacher here', async () => {
    const one = await classes.add({ tutor: 'tutor', anna: 'student' });
    await page(one);
    expect((await classes.enrolled(one)).map((row) => row.role)).toEqual(['teacher', 'trainee', 'trainee']); // until the first launch tells better
    const tutor = await classes.enter(one, 'tutor');
    expect(tutor.role).toBe('teacher');
    classes.later();
    const shown = await page(one);
    expect([shown.names, (await classes.enrolled(one)).filter((row) => row.role === 'teacher').length]).toEqual([[`anna Muster${one.key}`], 2]);
  });

  test('L-03 a teaching assistant is proposed to the admin, once, and gets nothing by it', async () => {
    const one = await classes.add({ hilfe: 'student' });
    const before = (await auditOf(server, site)).length;
    const roles = [`${MEMBERSHIP}/Instructor#TeachingAssistant`];
    const id = classes.idOf(one, 'hilfe');
    classes.answerWith([
      { user_id: id, roles },
      { user_id: classes.idOf(one, 'lehrkraft'), roles: ['Instructor'] },
    ]);
    await page(one);
    const helper = await classes.enter(one, 'hilfe', { change: (claims) => ({ ...claims, [`${LTI}roles`]: roles }) });
    await classes.enter(one, 'hilfe', { change: (claims) => ({ ...claims, [`${LTI}roles`]: roles }) });
    expect((await auditOf(server, site)).slice(before).filter((row) => row.event === 'tutor.proposed')).toHaveLength(1);
    const list = await api(server, 'GET', `/api/courses/${helper.enrolment}/people`, undefined, { authorization: `Bearer ${helper.token}` });
    expect([helper.role, list.status]).toEqual(['guest', 403]);
    const grants = await server.db.job(classes.tenant, (tx) => tx.query<unknown[]>(`select 1 from role_grant where person = $1`, [helper.person]));
    expect(grants).toEqual([]);
  });

  test('L-04 a mentor is refused with a sentence, and does not stand in the list', async () => {
    const one = await classes.add({ mentor: 'student' });
    const id = classes.idOf(one, 'mentor');
    const answer = await refusedBy(
      server,
      site,
      {
        person: `${one.key}.mentor`,
        link: one.key,
        change: (claims) => ({ ...claims, [`${LTI}roles`]: [`${MEMBERSHIP}#Mentor`], [`${LTI}role_scope_mentor`]: ['5'] }),
      },
      'ROLE_MENTOR',
      { status: 403 },
    );
    expect(answer.body).toContain('Mit deiner Rolle im Kurs kann Lotse nicht geöffnet werden.');
    const members = [
      { user_id: id, roles: ['Mentor'] },
      { user_id: classes.idOf(one, 'lehrkraft'), roles: ['Instructor'] },
    ];
    classes.answerWith(members);
    expect((await page(one)).names).toEqual([]);
  });

  test('L-05 a role taken away in the LMS: the open tab loses its rights with the next launch', async () => {
    const one = await classes.add({ kollege: 'teacher' });
    const before = await classes.enter(one, 'kollege');
    const list = () => api(server, 'GET', `/api/courses/${before.enrolment}/people`, undefined, { authorization: `Bearer ${before.token}` });
    expect((await list()).status).toBe(200);
    const learner = await launch(server, site, {
      person: `${one.key}.kollege`,
      link: one.key,
      change: (claims) => ({ ...claims, [`${LTI}roles`]: [`${MEMBERSHIP}#Learner`] }),
    });
    await openSession(server, learner);
    expect((await list()).status).toBe(403);
  });
});

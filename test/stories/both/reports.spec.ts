import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  answerQuestion,
  askQuestion,
  handOverReport,
  myReport,
  myReports,
  plainOf,
  printedReport,
  receivedHistory,
  receivedReport,
  receivedReports,
  reportHistory,
  reportPage,
  reports,
  releaseReport,
  reviewReport,
  richOf,
  saveReport,
  stateToReport,
  withdrawRelease,
  type ReceivedReport,
  type ReportPage,
} from '#lotse/contract';
import { ReportWorld, TEXT } from '../../world/report-world.js';

let world: ReportWorld;
beforeAll(async () => {
  world = await ReportWorld.open();
}, 240_000);
afterAll(() => world?.server.stop());

test('the demo tells three months: reports read, withdrawn, waiting for the trainee, and a draft', async () => {
  const list = await world.bernd.must<{ rows: { name: string; state: string; openReleases: number; seenByTrainee: boolean }[] }>(reports);
  const told = list.rows.map((row) => `${row.name} ${row.state} ${row.openReleases}`).sort();
  expect(told).toEqual([
    'Blessing Okafor DISCLOSED 0',
    'Blessing Okafor RELEASED 1',
    'Lea Brandt HANDED_OVER 1',
    'Lea Brandt RELEASED 0',
    'Lea Brandt RELEASED 1',
    'Tariq Rahimi DRAFT 0',
    'Tariq Rahimi RELEASED 1',
  ]);
  expect(list.rows.find((row) => row.state === 'DISCLOSED')?.seenByTrainee).toBe(false);
  expect(await world.jutta.must(receivedReports)).toMatchObject({ total: 4, unread: 3 });
});

describe('from the draft to the withdrawal', () => {
  let reportId: string;
  let releaseId: string;

  test('the companion drafts a report: Lotse says what it knows, and where it does not', async () => {
    expect(await world.told(async () => (reportId = await world.draft()))).toEqual(['report.drafted']);
    const page = await world.page(reportId);
    expect(page.state).toBe('DRAFT');
    const { facts } = page.report;
    expect(facts.participant.name).toBe('Amira Haddad');
    expect([facts.author, facts.provider]).toEqual(['Bernd Asmus', 'Lernwerk']);
    expect(facts.learning?.units).toEqual([
      expect.objectContaining({ unitId: 'wiso-probezeit-kuendigung', state: 'going', done: 5, total: 12, firstTryRight: 4 }),
    ]);
    expect(facts.learning).toMatchObject({ days: 1, answers: 8, firstTryRight: 80, firstTryRightBefore: null });
    expect([facts.attendance, facts.mockExam, facts.language, facts.competenceRatings]).toEqual([null, null, null, null]);
  });

  test('an unsigned list, an undecided hint, a missing recommendation keep it a draft', async () => {
    await world.write(reportId, { development: richOf('Sie war wegen einer Therapie selten da.'), recommendation: null });
    const page = await world.page(reportId);
    expect(page.hints).toEqual([expect.objectContaining({ word: 'Therapie', about: 'no-medical', keptBecause: null })]);
    const sign = (body: object) => world.bernd.to(reviewReport, { revision: page.revision, checks: [], kept: [], ...body }, { reportId });
    const checks = ['no-sgb2-16a', 'no-stgb-203', 'no-medical', 'no-third-persons', 'only-needed'];
    const kept = [{ key: page.hints[0]?.key, keptBecause: 'Name der Praxis, in der sie lernt' }];
    expect((await sign({ kept })).body.code).toBe('report.checks-open');
    expect((await sign({ checks })).body.code).toBe('report.hints-open');
    expect((await sign({ checks, kept })).body.code).toBe('report.recommendation-missing');
    expect((await world.page(reportId)).state).toBe('DRAFT');
  });

  test('it is written, signed and disclosed; two people who write at once do not overwrite each other', async () => {
    await world.write(reportId);
    const stale = await world.bernd.to(saveReport, { revision: 1, text: TEXT }, { reportId });
    expect([stale.status, stale.body.code]).toEqual([409, 'report.changed']);
    expect(await world.told(() => world.sign(reportId))).toEqual(['report.read', 'report.reviewed']);
    expect(await world.told(() => world.disclose(reportId))).toEqual(['report.read', 'report.disclosed']);
  });

  test('the trainee reads it before anybody outside, and writes a sentence', async () => {
    const early = await world.bernd.to(releaseReport, { ...RELEASE(), recipientId: world.jutta.personId }, { reportId });
    expect([early.status, early.body.code]).toEqual([409, 'report.unseen']);
    const { rows } = await world.amira.call(myReports);
    expect(rows).toEqual([expect.objectContaining({ reportId, isNew: true, mayState: true, receivers: 0 })]);
    expect(await world.told(() => world.amira.call(myReport, { reportId }))).toEqual(['report.read']);
    const mine = await world.amira.call(myReport, { reportId });
    expect(plainOf(mine.report.text.development)).toContain('Amira fragt früh nach');
    expect(await world.told(() => world.amira.call(stateToReport, { reportId }, { text: 'Ich möchte öfter üben.' }))).toEqual(['report.stated']);
    expect((await world.page(reportId)).report.statement).toMatchObject({ text: 'Ich möchte öfter üben.', version: 1 });
  });

  test('it is released, and the caseworker sees exactly this one', async () => {
    const before = await world.jutta.must<{ total: number; unread: number }>(receivedReports);
    expect(await world.told(async () => (releaseId = await world.release(reportId)))).toEqual(['report.released']);
    const list = await world.jutta.must<{ rows: object[]; total: number; unread: number }>(receivedReports);
    expect([list.total, list.unread]).toEqual([before.total + 1, before.unread + 1]);
    expect(list.rows[0]).toMatchObject({ releaseId, name: 'Amira Haddad', provider: 'Lernwerk', readAt: null });
    let read: ReceivedReport | undefined;
    expect(await world.told(async () => (read = await world.jutta.must(receivedReport, undefined, { releaseId })))).toEqual(['release.read']);
    expect(read?.report.statement?.text).toBe('Ich möchte öfter üben.');
    expect(plainOf(read?.report.text.development ?? richOf(''))).toBe(plainOf(TEXT.development));
    expect(read).toMatchObject({ recipient: 'Jutta Reimers', releasedBy: 'Bernd Asmus', legalBasis: 'sgb3-318' });
  });

  test('prints it, asks back, gets an answer, and finds what was read', async () => {
    expect(await world.told(() => world.jutta.must(printedReport, {}, { releaseId }))).toEqual(['release.printed']);
    const { questionId } = await world.jutta.must<{ questionId: string }>(askQuestion, { text: 'Wann ist die Prüfung?' }, { releaseId });
    world.server.clock.advance(1000);
    expect((await world.page(reportId)).questions).toEqual([expect.objectContaining({ questionId, askedBy: 'Jutta Reimers', answer: null })]);
    const waiting = await world.bernd.ask('GET', `${reports.path.replace(':tenantId', world.tenantId)}?waiting=question`);
    expect((waiting.body.rows as object[]).length).toBe(1);
    expect(await world.told(() => world.bernd.must(answerQuestion, { text: 'Im Mai.' }, { reportId, questionId }))).toEqual(['report.answered']);
    expect((await world.bernd.to(answerQuestion, { text: 'Im Juni.' }, { reportId, questionId })).body.code).toBe('question.answered');
    world.server.clock.advance(1000);
    expect((await world.jutta.must<{ rows: object[] }>(receivedReports)).rows[0]).toMatchObject({ newAnswers: 1, openQuestions: 0 });
    const again = await world.jutta.must<ReceivedReport>(receivedReport, undefined, { releaseId });
    expect(again.questions[0]?.answer).toMatchObject({ text: 'Im Mai.', by: 'Bernd Asmus' });
    const { rows } = await world.jutta.must<{ rows: { event: string; name: string }[] }>(receivedHistory);
    expect(rows.slice(0, 4).map((row) => [row.event, row.name])).toEqual([
      ['release.read', 'Amira Haddad'],
      ['release.asked', 'Amira Haddad'],
      ['release.printed', 'Amira Haddad'],
      ['release.read', 'Amira Haddad'],
    ]);
  });

  test('trainee and office see who received and read it', async () => {
    const { receivers } = await world.amira.call(myReport, { reportId });
    expect(receivers).toEqual([expect.objectContaining({ name: 'Jutta Reimers', state: 'open', readAt: expect.arrayContaining([expect.any(String)]) })]);
    const { rows } = await world.heike.must<{ rows: { who: string; event: string }[] }>(reportHistory, undefined, { reportId });
    expect(rows.some((row) => row.who === 'Jutta Reimers' && row.event === 'release.read')).toBe(true);
  });

  test('an edit begins a new draft: what was released stays as it was, and the statement is kept', async () => {
    const before = await world.page(reportId);
    await world.bernd.must(saveReport, { revision: before.revision, text: { ...TEXT, development: richOf('Ganz anders.') } }, { reportId });
    const page = await world.page(reportId);
    expect([page.report.version, page.state, page.report.statement?.version]).toEqual([2, 'DRAFT', 1]);
    expect(plainOf((await world.jutta.must<ReceivedReport>(receivedReport, undefined, { releaseId })).report.text.development)).toBe(plainOf(TEXT.development));
    expect(plainOf((await world.amira.call(myReport, { reportId })).report.text.development)).toBe(plainOf(TEXT.development));
    const old = await world.bernd.ask('GET', `${reportPage.path.replace(':tenantId', world.tenantId).replace(':reportId', reportId)}?version=1`);
    expect(old.body).toMatchObject({ state: 'RELEASED', mayWrite: false });
  });

  test('next month it is withdrawn: the next click gets nothing, and the copy is gone', async () => {
    world.server.clock.advance(20 * 24 * 3600_000);
    await world.signIn('companion', world.bernd);
    await world.signIn('caseworker', world.jutta);
    await world.jutta.must(receivedReport, undefined, { releaseId });
    expect(await world.told(() => world.bernd.must(withdrawRelease, {}, { reportId, releaseId }))).toEqual(['report.withdrawn']);
    for (const answer of [
      await world.jutta.to(receivedReport, undefined, { releaseId }),
      await world.jutta.to(printedReport, {}, { releaseId }),
      await world.jutta.to(askQuestion, { text: 'Noch da?' }, { releaseId }),
      await world.jutta.ask('GET', `/api/received/${releaseId}/file/pdf`),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'release.unknown']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect((await world.jutta.must<{ rows: { releaseId: string }[] }>(receivedReports)).rows.map((row) => row.releaseId)).not.toContain(releaseId);
    const { rows } = await world.jutta.must<{ rows: { name: string | null; releaseId: string | null }[] }>(receivedHistory);
    expect(rows.slice(0, 5).map((row) => [row.name, row.releaseId])).toEqual(Array.from({ length: 5 }, () => [null, null]));
    const kept = await world.server.db.job(world.tenantId, (tx) =>
      tx.query<object[]>(`select content, label, recipient is not null as proof from release where id = $1`, [releaseId]),
    );
    expect(kept).toEqual([{ content: null, label: null, proof: true }]);
    expect(
      (await world.amira.call(myReport, { reportId }).catch(async () => (world.amira = await world.trainee('amira.haddad')).call(myReport, { reportId })))
        .receivers[0]?.state,
    ).toBe('withdrawn');
  });
});

const RELEASE = () => ({
  scope: ['learning', 'development'],
  purpose: 'follow-course',
  legalBasis: 'sgb3-318',
  basisNote: '',
  fromOn: world.day(0),
  untilOn: world.day(30),
});

describe('rules on the way', () => {
  test('a release waits for its first day and ends with its last', async () => {
    const { releaseId } = await world.released(world.jutta, { fromOn: world.day(2), untilOn: world.day(3) });
    const status = async () => (await world.jutta.to(receivedReport, undefined, { releaseId })).status;
    const start = world.server.clock.now().getTime();
    const steps: [number, number][] = [
      [0, 404],
      [2, 200],
      [3, 200],
      [4, 404],
    ];
    for (const [days, expected] of steps) {
      world.server.clock.set(new Date(start + days * 24 * 3600_000));
      await world.signIn('caseworker', world.jutta);
      expect([days, await status()]).toEqual([days, expected]);
    }
    world.server.clock.set(new Date(start + 4 * 24 * 3600_000));
    await world.signIn('companion', world.bernd);
    await world.signIn('office', world.heike);
    world.amira = await world.trainee('amira.haddad');
  });

  test.each([
    ['a first day in the past', { fromOn: '2026-01-01' }, 400, 'release.from-past'],
    ['an end before its beginning', { fromOn: '2030-01-02', untilOn: '2030-01-01' }, 400, 'release.until-before-from'],
    ['two years', { fromOn: '2030-01-02', untilOn: '2032-01-01' }, 400, 'release.too-long'],
    ['another basis without a name', { legalBasis: 'other' }, 400, 'release.basis-unnamed'],
    ['somebody without a grant', { recipientId: '00000000-0000-4000-8000-000000000000' }, 404, 'recipient.unknown'],
    ['an empty scope', { scope: [] }, 400, 'body.invalid'],
  ])('a release with %s is refused', async (_, more, status, code) => {
    const { reportId } = await world.released();
    const answer = await world.bernd.to(releaseReport, { ...RELEASE(), recipientId: world.jutta.personId, ...more }, { reportId });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('the same version to the same person once; a report that was not disclosed to nobody', async () => {
    const { reportId } = await world.released();
    const twice = await world.bernd.to(releaseReport, { ...RELEASE(), recipientId: world.jutta.personId }, { reportId });
    expect([twice.status, twice.body.code]).toEqual([409, 'release.exists']);
    const draft = await world.draft();
    const early = await world.bernd.to(releaseReport, { ...RELEASE(), recipientId: world.jutta.personId }, { reportId: draft });
    expect([early.status, early.body.code]).toEqual([409, 'report.state']);
  });

  test('a trainee who does not look for a week does not stop it', async () => {
    const reportId = await world.draft();
    await world.write(reportId);
    await world.sign(reportId);
    await world.disclose(reportId);
    world.server.clock.advance(7 * 24 * 3600_000);
    await world.signIn('companion', world.bernd);
    expect(await world.release(reportId)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('what is outside the scope is not in the copy at all', async () => {
    await world.signIn('caseworker', world.jutta);
    await world.signIn('office', world.heike);
    world.amira = await world.trainee('amira.haddad');
    const { releaseId } = await world.released(world.jutta, { scope: ['goals'] });
    const { report } = await world.jutta.must<ReceivedReport>(receivedReport, undefined, { releaseId });
    expect(report.facts.learning).toBeNull();
    expect([plainOf(report.text.development), report.text.recommendation, report.statement]).toEqual(['', null, null]);
    expect(report.text.goals).toEqual(TEXT.goals);
  });

  test('the office hands over what was released, and reads no draft', async () => {
    const { reportId } = await world.released();
    const page = await world.heike.must<ReportPage>(reportPage, undefined, { reportId });
    expect([page.mayWrite, page.hints, page.recipients]).toEqual([false, [], []]);
    expect(await world.told(() => world.heike.must(handOverReport, { revision: page.revision }, { reportId }))).toEqual(['report.handed-over']);
    expect((await world.page(reportId)).state).toBe('HANDED_OVER');
    const draft = await world.draft();
    expect((await world.heike.to(reportPage, undefined, { reportId: draft })).status).toBe(404);
  });

  test.each([
    ['the future', { from: '2026-11-01', to: '2099-01-01' }, 'report.period-future'],
    ['an end before its beginning', { from: '2026-11-10', to: '2026-11-01' }, 'report.period-order'],
    ['more than a year', { from: '2025-01-01', to: '2026-11-01' }, 'report.period-long'],
    ['the time before the participation', { from: '2025-01-01', to: '2025-02-01' }, 'report.period-outside'],
  ])('a report about %s is not drafted', async (_, period, code) => {
    const { participationId } = world.participation;
    const answer = await world.bernd.ask('POST', `/api/tenants/${world.tenantId}/participations/${participationId}/reports`, {
      ...{ occasion: 'OTHER', dueOn: null },
      ...period,
    });
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });
});

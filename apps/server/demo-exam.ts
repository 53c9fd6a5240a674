import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db, SETTINGS, type Settings } from '#lotse/base';
import { CatalogService } from '#lotse/catalog';
import type { ExamPaper, Response } from '#lotse/contract';
import { solve, wrongAnswer } from '#lotse/marking';
import type { DemoSite } from '../demo-lms/index.js';
import type { DemoClock } from './demo-clock.js';
import { examTasksOf } from './demo.queries.js';
import { DemoVisitor } from './demo-visitor.js';
import { stableId } from './stable-id.js';

const MINUTE_MS = 60_000;
const DAYS_AGO = 10;
const TASK_MINUTES = 2;
/** Every fourth task is wrong. */
const WRONG_EVERY = 4;

/** Lea takes a mock exam ten days ago and hands it in before its time is over: her second attempt is still to come. */
export async function playExam(app: NestFastifyApplication, clock: DemoClock, site: DemoSite): Promise<void> {
  const began = clock.now().getTime() - DAYS_AGO * 24 * 60 * MINUTE_MS;
  const at = <T>(minutes: number, story: () => Promise<T>) => clock.during(new Date(began + minutes * MINUTE_MS), story);
  const visitor = new DemoVisitor(app, app.get<Settings>(SETTINGS), site);
  await at(0, () => visitor.launch('lea.brandt', 'probezeit'));
  const paper = (await at(0, () => visitor.call('POST', '/api/exams', { enrolmentId: visitor.enrolmentId, formId: 'wiso-probe', longer: true }))) as ExamPaper;
  const given = await responses(app, site, paper.attemptId);
  for (const [position, response] of given.entries()) {
    const item = { saveId: stableId(`${site.key} exam ${position}`), position, response, device: 'demo', sequence: position };
    await at((position + 1) * TASK_MINUTES, () => visitor.call('POST', `/api/exams/${paper.attemptId}/answers`, { items: [item] }));
  }
  await at((given.length + 1) * TASK_MINUTES, () => visitor.call('POST', `/api/exams/${paper.attemptId}/hand-in`, {}));
}

function responses(app: NestFastifyApplication, site: DemoSite, attemptId: string): Promise<Response[]> {
  return app.get(Db).job(stableId(`tenant ${site.key}`), async (tx) => {
    const given: Response[] = [];
    for (const { exercise: id, package: packageId, seed } of await examTasksOf(tx, attemptId)) {
      const exercise = (await app.get(CatalogService).package(tx, packageId)).exercises.find((one) => one.id === id);
      if (!exercise) throw new Error('the exercise is gone');
      const isWrong = given.length % WRONG_EVERY === WRONG_EVERY - 1;
      given.push(isWrong ? wrongAnswer(exercise, { seed }) : solve(exercise, { seed }).solution);
    }
    return given;
  });
}

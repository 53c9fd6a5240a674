import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '#lotse/base';
import { CatalogService, tasksOf } from '#lotse/catalog';
import type { Response } from '#lotse/contract';
import { drawFor } from '#lotse/learning';
import { solve, wrongAnswer } from '#lotse/marking';
import { seedOfMeeting } from './demo.queries.js';

/** A task for everybody in an hour, with a right and a wrong answer to it. */
export interface LessonTask {
  unitId: string;
  exerciseId: string;
  right: Response;
  wrong: Response;
}

const UNIT = 'wiso-probezeit-kuendigung';
/** Kinds whose answers look well when they are summed up for all. */
const KINDS = ['single-choice', 'multiple-choice', 'number'];
const MOST = 6;

/** Tasks of one unit with the numbers that this meeting draws: what is right is known to the server alone. */
export async function lessonTasks(app: NestFastifyApplication, tenant: string, meeting: string): Promise<LessonTask[]> {
  return app.get(Db).job(tenant, async (tx) => {
    const seed = await seedOfMeeting(tx, tenant, meeting);
    const unit = await app.get(CatalogService).unit(tx, tenant, UNIT);
    if (seed === undefined || !unit) return [];
    const fit = tasksOf(unit.package, new Date()).filter((one) => KINDS.includes(one.body.kind));
    return fit.slice(0, MOST).map((exercise) => {
      const drawn = drawFor(seed, exercise);
      return { unitId: UNIT, exerciseId: exercise.id, right: solve(exercise, drawn).solution, wrong: wrongAnswer(exercise, drawn) };
    });
  });
}

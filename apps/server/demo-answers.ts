import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '#lotse/base';
import { CatalogService } from '#lotse/catalog';
import type { PackedExercise, Response, RunView } from '#lotse/contract';
import { drawFor } from '#lotse/learning';
import { solve, wrongAnswer } from '#lotse/marking';
import type { DemoSite } from '../demo-lms/index.js';
import { drawnOf } from './demo.queries.js';
import { stableId } from './stable-id.js';

/** One visit: days ago, link, and the first tries of the tasks that count as letters: r right, w wrong, W wrong twice; a dot was done before. */
export interface Past {
  person: string;
  daysAgo: number;
  link: string;
  unit: string;
  tries: string;
}

/** Right and wrong answers of a run: what it drew is known to the server alone. */
export async function exercisesOf(
  app: NestFastifyApplication,
  site: DemoSite,
  run: RunView,
): Promise<{ exercise: PackedExercise; right: Response; wrong: Response }[]> {
  const tenant = stableId(`tenant ${site.key}`);
  return app.get(Db).job(tenant, async (tx) => {
    const row = await drawnOf(tx, run.runId);
    if (!row) throw new Error('the run is gone');
    const unit = await app.get(CatalogService).package(tx, row.package);
    return run.tasks.map(({ task }) => {
      const exercise = unit.exercises.find((candidate) => candidate.id === task.exerciseId);
      if (!exercise) throw new Error('the exercise is gone');
      const drawn = drawFor(row.seed, exercise);
      return { exercise, right: solve(exercise, drawn).solution, wrong: wrongAnswer(exercise, drawn) };
    });
  });
}

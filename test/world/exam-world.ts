import { randomUUID } from 'node:crypto';
import { saveExam, type ExamPaper, type PackedExercise, type Reply, type Response } from '#lotse/contract';
import { CatalogService } from '#lotse/catalog';
import { solve, wrongAnswer } from '#lotse/marking';
import type { TestServer } from './harness.js';
import type { Visitor } from './visitor.js';

export interface ExamTruth {
  exercise: PackedExercise;
  right: Response;
  wrong: Response;
}

export async function lernwerkId(server: TestServer): Promise<string> {
  const [tenant] = await server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant where name = 'Lernwerk'`));
  return tenant?.id ?? '';
}

/** What the server knows of the tasks of an attempt and nobody may see before its end. */
export async function examTruths(server: TestServer, attemptId: string): Promise<ExamTruth[]> {
  return server.db.job(await lernwerkId(server), async (tx) => {
    const rows = await tx.query<{ exercise: string; package: string; seed: number }[]>(
      `select exercise_id as exercise, package, seed from run_task where run = $1 order by position`,
      [attemptId],
    );
    const truths: ExamTruth[] = [];
    for (const row of rows) {
      const unit = await server.started.app.get(CatalogService).package(tx, row.package);
      const exercise = unit.exercises.find(({ id }) => id === row.exercise);
      if (!exercise) throw new Error('a task without its exercise');
      truths.push({ exercise, right: solve(exercise, row).solution, wrong: wrongAnswer(exercise, row) });
    }
    return truths;
  });
}

/** A browser that gives to tasks of an attempt: each time it sends its sequence goes up. */
export class ExamDevice {
  private sequence = 0;
  constructor(
    readonly visitor: Visitor,
    readonly name: string,
  ) {}

  item(position: number, more: { response?: Response | null; flagged?: boolean }) {
    this.sequence += 1;
    return { saveId: randomUUID(), position, device: this.name, sequence: this.sequence, ...more };
  }

  send(attemptId: string, items: readonly unknown[]): Promise<Reply<typeof saveExam>> {
    return this.visitor.call(saveExam, { attemptId }, { items });
  }

  give(attemptId: string, position: number, response: Response | null): Promise<Reply<typeof saveExam>> {
    return this.send(attemptId, [this.item(position, { response })]);
  }

  /** The first `right` tasks rightly, those behind them wrongly. */
  async giveAll(paper: ExamPaper, truths: readonly ExamTruth[], right: number): Promise<void> {
    const items = truths.map((truth, position) => this.item(position, { response: position < right ? truth.right : truth.wrong }));
    const reply = await this.send(paper.attemptId, items);
    const bad = reply.items.filter((item) => 'problem' in item);
    if (bad.length > 0) throw new Error(JSON.stringify(bad));
  }
}

/** What one job of several came to. */
export type Outcome<Done> = { done: Done } | { failed: Error };

interface Waiting<Job, Done> {
  job: Job;
  resolve: (done: Done) => void;
  reject: (error: unknown) => void;
}

/**
 * One queue for each target: while some jobs are carried out the next gather, and are then carried out together, in their order.
 * Each has its own outcome; where carrying out fails as a whole, those jobs fail and the next ones are tried all the same.
 */
export class BatchQueue<Target, Job, Done> {
  private readonly waiting = new Map<string, Waiting<Job, Done>[]>();
  private readonly running = new Set<Promise<void>>();

  constructor(
    /** How many of those that wait, the first ones, are carried out together: at least one. */
    private readonly howMany: (waiting: readonly Job[]) => number,
    private readonly nameOf: (target: Target) => string,
    private readonly carryOut: (target: Target, jobs: readonly Job[]) => Promise<readonly Outcome<Done>[]>,
  ) {}

  add(target: Target, job: Job): Promise<Done> {
    const name = this.nameOf(target);
    return new Promise((resolve, reject) => {
      const queue = this.waiting.get(name);
      if (queue) return void queue.push({ job, resolve, reject });
      const fresh = [{ job, resolve, reject }];
      this.waiting.set(name, fresh);
      const run = this.drain(target, fresh).finally(() => this.running.delete(run));
      this.running.add(run);
    });
  }

  /** Nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  private async drain(target: Target, queue: Waiting<Job, Done>[]): Promise<void> {
    while (queue.length > 0) await this.settle(target, queue.splice(0, this.howMany(queue.map(({ job }) => job))));
    this.waiting.delete(this.nameOf(target));
  }

  private async settle(target: Target, some: readonly Waiting<Job, Done>[]): Promise<void> {
    const jobs = some.map(({ job }) => job);
    try {
      const outcomes = await this.carryOut(target, jobs);
      some.forEach(({ resolve, reject }, i) => {
        const outcome = outcomes[i] ?? { failed: new Error('a job without an outcome') };
        if ('done' in outcome) resolve(outcome.done);
        else reject(outcome.failed);
      });
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }
}

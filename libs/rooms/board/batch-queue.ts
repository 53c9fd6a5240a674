/** What one job of several came to. */
export type Outcome<Done> = { done: Done } | { failed: Error };

interface Waiting<Job, Done> {
  job: Job;
  resolve: (done: Done) => void;
  reject: (error: unknown) => void;
}

/**
 * One queue for each page: while some jobs are carried out the next gather, and are then carried out together, in their order.
 * Each has its own outcome; where carrying out fails as a whole, those jobs fail and the next ones are tried all the same.
 */
export class BatchQueue<Page, Job, Done> {
  private readonly waiting = new Map<string, Waiting<Job, Done>[]>();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly most: number,
    private readonly nameOf: (page: Page) => string,
    private readonly carryOut: (page: Page, jobs: readonly Job[]) => Promise<readonly Outcome<Done>[]>,
  ) {}

  add(page: Page, job: Job): Promise<Done> {
    const name = this.nameOf(page);
    return new Promise((resolve, reject) => {
      const queue = this.waiting.get(name);
      if (queue) return void queue.push({ job, resolve, reject });
      const fresh = [{ job, resolve, reject }];
      this.waiting.set(name, fresh);
      const run = this.drain(page, fresh).finally(() => this.running.delete(run));
      this.running.add(run);
    });
  }

  /** Nothing is under way any more. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  private async drain(page: Page, queue: Waiting<Job, Done>[]): Promise<void> {
    while (queue.length > 0) await this.settle(page, queue.splice(0, this.most));
    this.waiting.delete(this.nameOf(page));
  }

  private async settle(page: Page, some: readonly Waiting<Job, Done>[]): Promise<void> {
    const jobs = some.map(({ job }) => job);
    try {
      const outcomes = await this.carryOut(page, jobs);
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

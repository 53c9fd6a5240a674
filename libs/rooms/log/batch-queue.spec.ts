import { describe, expect, it } from '@jest/globals';
import { BatchQueue, type Outcome } from './batch-queue.js';

/** Carries out as soon as it is told to; notes what it got together. */
function slowly(most: number, judge: (job: string) => Outcome<string> = (job) => ({ done: job.toUpperCase() })) {
  const lots: string[] = [];
  const goOn: (() => void)[] = [];
  const queue = new BatchQueue<string, string, string>(
    () => most,
    String,
    async (page, jobs) => {
      lots.push(`${page}: ${jobs.join(' ')}`);
      await new Promise<void>((resolve) => goOn.push(resolve));
      if (jobs.includes('crash')) throw new Error('the database is away');
      return jobs.map(judge);
    },
  );
  const next = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    goOn.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { queue, lots, next };
}
const said = (jobs: Promise<string>[]) =>
  Promise.all(
    jobs.map((one) =>
      one.then(
        (done) => done,
        (error: unknown) => (error as Error).message,
      ),
    ),
  );

describe('jobs that wait', () => {
  it('are carried out together while one is under way, in their order, and not more than so many', async () => {
    const { queue, lots, next } = slowly(3);
    const jobs = ['a', 'b', 'c', 'd', 'e'].map((job) => queue.add('page', job));
    for (let n = 0; n < 3; n++) await next();
    expect(await said(jobs)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(lots).toEqual(['page: a', 'page: b c d', 'page: e']);
  });

  it('of another key do not wait for these', async () => {
    const { queue, lots, next } = slowly(3);
    const jobs = [queue.add('one', 'a'), queue.add('two', 'b')];
    expect(lots).toEqual(['one: a', 'two: b']);
    for (let n = 0; n < 2; n++) await next();
    expect(await said(jobs)).toEqual(['A', 'B']);
  });

  it('have each their own outcome', async () => {
    const { queue, next } = slowly(9, (job) => (job === 'bad' ? { failed: new Error('refused') } : { done: job }));
    const outcomes = said(['a', 'b', 'bad', 'c'].map((job) => queue.add('page', job)));
    for (let n = 0; n < 2; n++) await next();
    expect(await outcomes).toEqual(['a', 'b', 'refused', 'c']);
  });

  it('fail together where they are carried out together, and the next are tried all the same', async () => {
    const { queue, next } = slowly(2);
    const outcomes = said(['crash', 'a', 'b', 'c'].map((job) => queue.add('page', job)));
    for (let n = 0; n < 3; n++) await next();
    expect(await outcomes).toEqual(['the database is away', 'A', 'B', 'C']);
  });

  it('are waited for before the end', async () => {
    const { queue, next } = slowly(2);
    let isOver = false;
    const job = queue.add('page', 'a');
    const settled = queue.settled().then(() => (isOver = true));
    expect(isOver).toBe(false);
    await next();
    expect([await job, await settled]).toEqual(['A', true]);
    await queue.settled();
  });
});

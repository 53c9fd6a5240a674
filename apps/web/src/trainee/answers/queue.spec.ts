import { describe, expect, it } from '@jest/globals';
import { AnswerQueue, type AnswerOutcome, type NewAnswer, type Sent, type Settled, type SubmitAnswer } from './queue.js';

const outcome: AnswerOutcome = {
  verdict: 'right',
  score: 1,
  feedback: { standard: [], plain: [] },
  parts: {},
  triesLeft: 0,
  mastery: 'practising',
  done: 1,
  total: 12,
  finished: false,
};
const answer = (exerciseId: string, tryNo = 1): NewAnswer => ({
  runId: '0b9e3f0e-1111-4111-8111-000000000001',
  exerciseId,
  try: tryNo,
  aids: [],
  response: { kind: 'single-choice', choice: 'a' },
});
const done = (items: SubmitAnswer[]): Sent => ({ at: 'done', replies: items.map(({ answerId }) => ({ answerId, outcome })) });

function world(replies: ((items: SubmitAnswer[]) => Sent | Promise<Sent>)[], stored: SubmitAnswer[] = []) {
  const sent: string[][] = [];
  const pauses: number[] = [];
  const settled: Settled[] = [];
  let saved: SubmitAnswer[] = stored;
  let next: (() => void) | null = null;
  let ids = 0;
  const queue = new AnswerQueue({
    send: async (items) => {
      sent.push(items.map((item) => item.answerId));
      return (replies.shift() ?? done)(items);
    },
    load: () => saved,
    save: (items) => {
      saved = items;
    },
    newId: () => `id-${++ids}`,
    device: () => ({ device: 'd', sequence: ids }),
    now: () => new Date('2026-11-22T12:00:00Z'),
    later: (act, ms) => {
      pauses.push(ms);
      next = act;
      return () => {
        next = null;
      };
    },
  });
  queue.onSettled((one) => settled.push(one));
  const tick = async () => {
    for (let i = 0; i < 8; i += 1) await Promise.resolve();
  };
  return {
    queue,
    sent,
    pauses,
    settled,
    saved: () => saved,
    tick,
    pass: async () => {
      next?.();
      await tick();
    },
  };
}
const later = (): Sent => ({ at: 'later', why: 'network' });

describe('AnswerQueue', () => {
  it('sends once and lets go only after the acknowledgement', async () => {
    let acknowledge: (sent: Sent) => void = () => undefined;
    const w = world([
      () =>
        new Promise((resolve) => {
          acknowledge = resolve;
        }),
    ]);
    w.queue.add(answer('a'));
    expect(w.saved()).toHaveLength(1);
    acknowledge(done(w.saved()));
    await w.tick();
    expect(w.sent).toEqual([['id-1']]);
    expect(w.saved()).toEqual([]);
    expect(w.settled).toMatchObject([{ outcome: { verdict: 'right' } }]);
  });

  it('takes a double press as one answer', async () => {
    const w = world([]);
    expect(w.queue.add(answer('a'))).toBe(w.queue.add(answer('a')));
    await w.tick();
    expect(w.sent).toEqual([['id-1']]);
  });

  it('keeps the id over failed attempts and waits longer each time', async () => {
    const w = world([later, later, later]);
    w.queue.add(answer('a'));
    await w.tick();
    expect(w.queue.state.get().stalled).toBe('network');
    await w.pass();
    await w.pass();
    await w.pass();
    expect(w.pauses).toEqual([1000, 2000, 4000]);
    expect(w.sent).toEqual([['id-1'], ['id-1'], ['id-1'], ['id-1']]);
    expect(w.queue.state.get()).toEqual({ waiting: [], stalled: null });
  });

  it('never waits more than half a minute', async () => {
    const w = world(Array.from({ length: 9 }, () => later));
    w.queue.add(answer('a'));
    await w.tick();
    for (let i = 0; i < 8; i += 1) await w.pass();
    expect(w.pauses.at(-1)).toBe(30_000);
  });

  it('sends what waited when the network is back, in the order of answering', async () => {
    const w = world([later, later]);
    w.queue.add(answer('a'));
    await w.tick();
    w.queue.add(answer('b'));
    await w.tick();
    await w.queue.flush();
    expect(w.sent.at(-1)).toEqual(['id-1', 'id-2']);
    expect(w.saved()).toEqual([]);
  });

  it('goes on with answers of an earlier page', async () => {
    const old = { ...answer('a'), answerId: 'old', device: 'd', sequence: 3, clientTime: '2026-11-22T11:00:00Z' };
    const w = world([], [old]);
    await w.queue.flush();
    expect(w.sent).toEqual([['old']]);
    expect(w.settled).toHaveLength(1);
  });

  it('hands a refused item out and keeps the others', async () => {
    const w = world([
      later,
      (items) => ({
        at: 'done',
        replies: [
          { answerId: items[0]?.answerId ?? '', problem: { kind: 'conflict', code: 'answer.differs' } },
          { answerId: items[1]?.answerId ?? '', outcome },
        ],
      }),
    ]);
    w.queue.add(answer('a'));
    await w.tick();
    w.queue.add(answer('b'));
    await w.tick();
    expect(w.settled).toMatchObject([{ refusal: { kind: 'conflict' } }, { outcome: { verdict: 'right' } }]);
    expect(w.saved()).toEqual([]);
  });

  it('tries again for an item the reply does not mention', async () => {
    const w = world([() => ({ at: 'done', replies: [] })]);
    w.queue.add(answer('a'));
    await w.tick();
    expect(w.saved()).toHaveLength(1);
    await w.pass();
    expect(w.saved()).toEqual([]);
  });

  it('holds everything when nobody is signed in any more', async () => {
    const w = world([() => ({ at: 'held' })]);
    w.queue.add(answer('a'));
    await w.tick();
    expect(w.pauses).toEqual([]);
    expect(w.saved()).toHaveLength(1);
  });

  it('gives a new id to a new answer for the same try after it was settled', async () => {
    const w = world([]);
    w.queue.add(answer('a'));
    await w.tick();
    w.queue.add(answer('a'));
    await w.tick();
    expect(w.sent).toEqual([['id-1'], ['id-2']]);
  });
});

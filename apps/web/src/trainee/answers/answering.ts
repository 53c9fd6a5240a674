import { submitAnswers, SubmitAnswer as SubmitSchema } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { toProblem } from '../../kit/api/problem.js';
import { tabStore } from '../../kit/state/stored.js';
import { nextOnDevice } from '../../kit/state/device.js';
import { Drafts, mineKey, parseJson } from '../../kit/state/drafts.js';
import { AnswerQueue, type Sent, type SubmitAnswer } from './queue.js';

export interface Answering {
  enrolmentId: string;
  queue: AnswerQueue;
  drafts: Drafts;
}
let current: Answering | null = null;

async function send(items: SubmitAnswer[]): Promise<Sent> {
  try {
    const { items: replies } = await call(submitAnswers, { body: { items } });
    return { at: 'done', replies };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.passes) return { at: 'later', why: problem.kind === 'offline' ? 'network' : 'server' };
    if (problem.kind === 'signed-out') return { at: 'held' };
    return { at: 'refused', refusal: { kind: problem.kind, code: problem.code } };
  }
}

function readQueue(key: string): SubmitAnswer[] {
  const held = parseJson(tabStore.get(key) ?? 'null');
  if (!Array.isArray(held)) return [];
  return held.flatMap((item) => {
    const read = SubmitSchema.safeParse(item);
    return read.success ? [read.data] : [];
  });
}

function start(enrolmentId: string): Answering {
  const key = mineKey(enrolmentId, 'queue');
  const queue = new AnswerQueue({
    send,
    load: () => readQueue(key),
    save: (items) => (items.length === 0 ? tabStore.remove(key) : tabStore.set(key, JSON.stringify(items))),
    newId: () => crypto.randomUUID(),
    device: () => nextOnDevice(),
    now: () => new Date(),
    later: (act, ms) => {
      const timer = window.setTimeout(act, ms);
      return () => window.clearTimeout(timer);
    },
  });
  window.addEventListener('online', () => void queue.flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void queue.flush();
  });
  void queue.flush();
  return { enrolmentId, queue, drafts: new Drafts(tabStore, enrolmentId) };
}

/** The queue and the drafts of the person who is here: one for the life of the page. */
export function answeringFor(enrolmentId: string): Answering {
  if (current?.enrolmentId !== enrolmentId) current = start(enrolmentId);
  return current;
}

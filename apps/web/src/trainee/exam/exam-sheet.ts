import { examPaper, saveExam, SaveExamTask, type ExamPaper } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { toProblem } from '../../kit/api/problem.js';
import { nextOnDevice } from '../../kit/state/device.js';
import { mineKey, parseJson } from '../../kit/state/drafts.js';
import { LiveValue } from '../../kit/state/live-value.js';
import { tabStore } from '../../kit/state/stored.js';
import type { ExamSheet as Heard } from '../../kit/task/players/exam-mode.js';
import type { TimeLeft } from './exam-clock.js';
import type { Unsaved } from './exam-lines.js';
import { LineSaver, type LinesSent } from './line-saver.js';

/** Codes after which an attempt takes nothing more. */
const OVER = ['exam.over', 'exam.broken-off', 'exam.attempt-unknown'];

/** The answer sheet of one attempt: what the server holds of it, what is on its way, and the time that is left. */
export interface Sheet {
  attemptId: string;
  paper: LiveValue<ExamPaper>;
  time: LiveValue<TimeLeft>;
  saver: LineSaver;
  heard: Heard;
  /** Asks how the attempt stands: the time, and what was answered on another device. */
  look: () => Promise<void>;
  /** The attempt has ended: what was kept on this device goes. */
  forget: () => void;
}

let current: (Sheet & { stop: AbortController }) | null = null;

const heardNow = ({ secondsLeft }: { secondsLeft: number }): TimeLeft => ({ leftMs: secondsLeft * 1_000, heardAt: performance.now() });

/** One sheet for an attempt, as long as the window lives: what waits to be saved is not lost when the page is left. */
export function sheetFor(enrolmentId: string, paper: ExamPaper): Sheet {
  if (current?.attemptId === paper.attemptId) {
    current.paper.set(paper);
    current.time.set(heardNow(paper));
    return current;
  }
  current?.stop.abort();
  current?.saver.stop();
  const stop = new AbortController();
  current = { ...open(mineKey(enrolmentId, `exam.${paper.attemptId}.queue`), paper), stop };
  const { saver, look } = current;
  window.addEventListener('online', () => void saver.flush(), stop);
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' ? look() : saver.flush()), stop);
  void saver.flush();
  return current;
}

function open(key: string, first: ExamPaper): Sheet {
  const { attemptId } = first;
  const paper = new LiveValue(first);
  const time = new LiveValue(heardNow(first));
  let saves = 0;
  const saver = new LineSaver({
    send: (items) => send(attemptId, items, (reply) => time.set(heardNow(reply))),
    load: () => readUnsaved(key),
    keep: (lines) => (Object.keys(lines).length === 0 ? tabStore.remove(key) : tabStore.set(key, JSON.stringify(lines))),
    newId: () => crypto.randomUUID(),
    device: () => nextOnDevice(),
    later: (act, ms) => {
      const timer = window.setTimeout(act, ms);
      return () => window.clearTimeout(timer);
    },
    onSaved: (item) => {
      saves += 1;
      paper.set(withSaved(paper.get(), item));
    },
  });
  async function look() {
    await saver.flush();
    const before = saves;
    const next = await call(examPaper, { params: { attemptId } }).catch(() => null);
    if (next === null) return;
    time.set(heardNow(next));
    // what was saved while the reply was on its way is newer than the reply
    if (before === saves || next.state !== 'running') paper.set(next);
  }
  function forget() {
    saver.stop();
    tabStore.remove(key);
  }
  return { attemptId, paper, time, saver, heard: { heard: new Map() }, look, forget };
}

function withSaved(paper: ExamPaper, { position, response, flagged }: SaveExamTask): ExamPaper {
  const change = { ...(response === undefined ? {} : { response }), ...(flagged === undefined ? {} : { flagged }) };
  return { ...paper, tasks: paper.tasks.map((task) => (task.position === position ? { ...task, ...change } : task)) };
}

async function send(attemptId: string, items: SaveExamTask[], onReply: (reply: { secondsLeft: number }) => void): Promise<LinesSent> {
  try {
    const reply = await call(saveExam, { params: { attemptId }, body: { items }, keepalive: true });
    onReply(reply);
    return { at: 'done', replies: reply.items };
  } catch (error) {
    const problem = toProblem(error);
    if (problem.passes) return { at: 'later', why: problem.kind === 'offline' ? 'network' : 'server' };
    if (problem.kind === 'signed-out') return { at: 'held' };
    return OVER.includes(problem.code) ? { at: 'over' } : { at: 'refused', code: problem.code };
  }
}

/** What another page of this tab left; storage can be edited by anybody. */
function readUnsaved(key: string): Unsaved {
  const held = parseJson(tabStore.get(key) ?? 'null');
  if (typeof held !== 'object' || held === null) return {};
  const items = Object.values(held).flatMap((item) => {
    const read = SaveExamTask.safeParse(item);
    return read.success ? [read.data] : [];
  });
  return Object.fromEntries(items.map((item) => [item.position, item]));
}

import type { ExamSaved, SaveExamTask } from '#lotse/contract';
import { LiveValue } from '../../kit/state/live-value.js';
import type { Stall } from '../answers/queue.js';
import type { Unsaved } from './exam-lines.js';

/** What became of one attempt to send: `later` may work again, `held` waits for a new session, `over`: the exam takes nothing more. */
export type LinesSent = { at: 'done'; replies: ExamSaved[] } | { at: 'later'; why: Stall } | { at: 'held' } | { at: 'over' } | { at: 'refused'; code: string };

export interface SaverIo {
  send: (items: SaveExamTask[]) => Promise<LinesSent>;
  load: () => Unsaved;
  keep: (lines: Unsaved) => void;
  newId: () => string;
  device: () => { device: string; sequence: number };
  /** Runs `act` after `ms`; the returned function calls it off. */
  later: (act: () => void, ms: number) => () => void;
  /** The server holds this now. */
  onSaved: (item: SaveExamTask) => void;
}

export interface SaverState {
  unsaved: Unsaved;
  /** From a failed attempt until the next one that works. */
  stalled: Stall | null;
  /** Code of a change the server would not take. */
  refused: string | null;
  over: boolean;
}

/** After the last key: not every letter asks the server. */
const TYPING_MS = 800;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const BATCH = 100;

/**
 * Keeps an answer sheet on the server: of each task what is newest. A change counts as saved when the server has acknowledged it and
 * nothing came after it; until then it stays on this device and is sent again, under the same id.
 */
export class LineSaver {
  readonly state: LiveValue<SaverState>;
  private sending: Promise<void> | null = null;
  private pause = FIRST_PAUSE;
  private callOff: (() => void) | null = null;

  constructor(private readonly io: SaverIo) {
    this.state = new LiveValue<SaverState>({ unsaved: io.load(), stalled: null, refused: null, over: false });
  }

  put(position: number, change: Pick<SaveExamTask, 'response' | 'flagged'>): void {
    const { over, unsaved } = this.state.get();
    if (over) return;
    const item = { ...unsaved[position], ...change, position, ...this.io.device(), saveId: this.io.newId() };
    this.change({ unsaved: { ...unsaved, [position]: item }, refused: null });
    this.wait(TYPING_MS);
  }

  /** Sends what is not saved, now; resolves once nothing is left or it does not work. */
  flush(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  /** Nothing is sent by itself any more: the page is left. */
  stop(): void {
    this.callOff?.();
    this.callOff = null;
  }

  private async sendAll(): Promise<void> {
    this.stop();
    for (let items = this.batch(); items.length > 0; items = this.batch()) if (!this.note(items, await this.io.send(items))) return;
  }

  private batch(): SaveExamTask[] {
    const { unsaved, over } = this.state.get();
    return over ? [] : Object.values(unsaved).slice(0, BATCH);
  }

  /** True where the next batch may be sent. */
  private note(items: SaveExamTask[], sent: LinesSent): boolean {
    switch (sent.at) {
      case 'later':
        this.change({ stalled: sent.why });
        this.tryAgain();
        return false;
      case 'held':
        this.change({ stalled: 'server' });
        return false;
      case 'over':
        this.change({ over: true });
        return false;
      case 'refused':
        this.settle(items, sent.code);
        return true;
      case 'done':
        return this.take(items, sent.replies);
    }
  }

  private take(items: SaveExamTask[], replies: ExamSaved[]): boolean {
    const reply = (item: SaveExamTask) => replies.find((one) => one.saveId === item.saveId);
    const saved = items.filter((item) => 'savedAt' in (reply(item) ?? {}));
    for (const item of saved) this.io.onSaved(item);
    const problems = items.flatMap((item) => {
      const one = reply(item);
      return one !== undefined && 'problem' in one ? [{ item, code: one.problem.code }] : [];
    });
    this.settle([...saved, ...problems.map(({ item }) => item)], problems.at(-1)?.code ?? null);
    if (saved.length + problems.length === items.length) return true;
    this.change({ stalled: 'server' });
    this.tryAgain();
    return false;
  }

  /** Takes out what is settled, but not what was changed meanwhile. */
  private settle(items: SaveExamTask[], refused: string | null): void {
    const gone = new Set(items.map((item) => item.saveId));
    const left = Object.entries(this.state.get().unsaved).filter(([, item]) => !gone.has(item.saveId));
    this.pause = FIRST_PAUSE;
    this.change({ unsaved: Object.fromEntries(left), stalled: null, ...(refused === null ? {} : { refused }) });
  }

  private tryAgain(): void {
    this.wait(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  private wait(ms: number): void {
    this.callOff?.();
    this.callOff = this.io.later(() => void this.flush(), ms);
  }

  private change(change: Partial<SaverState>): void {
    const next = { ...this.state.get(), ...change };
    this.state.set(next);
    if ('unsaved' in change) this.io.keep(next.unsaved);
  }
}

import { LiveValue } from '../../kit/state/live-value.js';
import type { Stall } from '../answers/queue.js';
import type { Line } from './exam-lines.js';

/** What became of one line that was sent: `later` may work again, `held` waits for a new session, `over`: the exam takes nothing more. */
export type LineSent = { at: 'saved' } | { at: 'later'; why: Stall } | { at: 'held' } | { at: 'over' } | { at: 'refused'; code: string };

/** Lines the server has not acknowledged, by the position of their task. */
export type UnsavedLines = Readonly<Record<number, Line>>;

export interface SaverIo {
  send: (position: number, line: Line) => Promise<LineSent>;
  load: () => UnsavedLines;
  keep: (lines: UnsavedLines) => void;
  /** Runs `act` after `ms`; the returned function calls it off. */
  later: (act: () => void, ms: number) => () => void;
}

export interface SaverState {
  unsaved: UnsavedLines;
  /** From a failed attempt until the next one that works. */
  stalled: Stall | null;
  /** Code of the last line the server would not take. */
  refused: string | null;
  over: boolean;
}

/** After the last key: not every letter asks the server. */
const TYPING_MS = 800;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * Keeps an answer sheet on the server: of each line the newest, one at a time. A line counts as saved when the server has acknowledged
 * it and it is still the same; until then it stays on this device, and is sent again.
 */
export class LineSaver {
  readonly state: LiveValue<SaverState>;
  private sending: Promise<void> | null = null;
  private pause = FIRST_PAUSE;
  private callOff: (() => void) | null = null;

  constructor(private readonly io: SaverIo) {
    this.state = new LiveValue<SaverState>({ unsaved: io.load(), stalled: null, refused: null, over: false });
  }

  put(position: number, line: Line): void {
    if (this.state.get().over) return;
    this.change({ unsaved: { ...this.state.get().unsaved, [position]: line }, refused: null });
    this.wait(TYPING_MS);
  }

  /** Sends what is not saved, now; resolves once nothing is left or it does not work. */
  flush(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  /** Of a page that is left: nothing is sent any more. */
  stop(): void {
    this.callOff?.();
    this.callOff = null;
  }

  private async sendAll(): Promise<void> {
    this.stop();
    for (let next = this.next(); next !== null; next = this.next()) {
      const [position, line] = next;
      if (!this.note(position, line, await this.io.send(position, line))) return;
    }
  }

  private next(): [number, Line] | null {
    const { unsaved, over } = this.state.get();
    const [first] = Object.entries(unsaved);
    return over || first === undefined ? null : [Number(first[0]), first[1]];
  }

  /** True where the next line may be sent. */
  private note(position: number, line: Line, sent: LineSent): boolean {
    if (sent.at === 'later' || sent.at === 'held') {
      this.change({ stalled: sent.at === 'later' ? sent.why : 'server' });
      if (sent.at === 'later') this.tryAgain();
      return false;
    }
    if (sent.at === 'over') {
      this.change({ over: true });
      return false;
    }
    this.pause = FIRST_PAUSE;
    const { [position]: now, ...others } = this.state.get().unsaved;
    const changed = now !== undefined && now !== line;
    this.change({ unsaved: changed ? this.state.get().unsaved : others, stalled: null, ...(sent.at === 'refused' ? { refused: sent.code } : {}) });
    return true;
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

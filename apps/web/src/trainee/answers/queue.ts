import type { AnswerOutcome as OutcomeSchema, AnswerReply as ReplySchema, SubmitAnswer as SubmitSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { LiveValue } from '../../kit/state/live-value.js';

export type SubmitAnswer = output<typeof SubmitSchema>;
export type AnswerOutcome = output<typeof OutcomeSchema>;
export type AnswerReply = output<typeof ReplySchema>;
export type NewAnswer = Pick<SubmitAnswer, 'runId' | 'exerciseId' | 'try' | 'aids' | 'response'>;
export interface Refusal {
  kind: string;
  code: string;
  details?: Record<string, string | number> | undefined;
}
export type Settled = { answer: SubmitAnswer; outcome: AnswerOutcome } | { answer: SubmitAnswer; refusal: Refusal };

/** Why something could not be sent: no answer came, or the server answered that it cannot now. */
export type Stall = 'network' | 'server';

/** What became of one attempt to send: `later` may work again, `held` waits for a new session. */
export type Sent = { at: 'done'; replies: AnswerReply[] } | { at: 'later'; why: Stall } | { at: 'held' } | { at: 'refused'; refusal: Refusal };

export interface QueueIo {
  send: (items: SubmitAnswer[]) => Promise<Sent>;
  load: () => SubmitAnswer[];
  save: (items: SubmitAnswer[]) => void;
  newId: () => string;
  device: () => { device: string; sequence: number };
  now: () => Date;
  /** Runs `act` after `ms`; the returned function calls it off. */
  later: (act: () => void, ms: number) => () => void;
}

export interface QueueState {
  waiting: readonly SubmitAnswer[];
  /** From a failed attempt until the next one that works. */
  stalled: Stall | null;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const BATCH = 100;

function sameTry(a: NewAnswer, b: NewAnswer): boolean {
  return a.runId === b.runId && a.exerciseId === b.exerciseId && a.try === b.try;
}

/**
 * Answers on their way to the server. An answer gets its id once, when it is added, and keeps it over every
 * attempt, so that sending twice changes nothing. It leaves the queue only when the server has acknowledged
 * or refused it. A second press for the same try is the same answer.
 */
export class AnswerQueue {
  readonly state: LiveValue<QueueState>;
  private readonly listeners = new Set<(settled: Settled) => void>();
  private pause = FIRST_PAUSE;
  private sending = false;
  private callOff: (() => void) | null = null;

  constructor(private readonly io: QueueIo) {
    this.state = new LiveValue<QueueState>({ waiting: io.load(), stalled: null });
  }

  add(answer: NewAnswer): string {
    const waiting = this.state.get().waiting;
    const before = waiting.find((item) => sameTry(item, answer));
    if (before !== undefined) {
      void this.flush();
      return before.answerId;
    }
    const item = { ...answer, ...this.io.device(), answerId: this.io.newId(), clientTime: this.io.now().toISOString() };
    this.keep([...waiting, item]);
    void this.flush();
    return item.answerId;
  }

  /** Sends what waits, now: at the start, when the network comes back, when somebody presses the button. */
  async flush(): Promise<void> {
    if (this.sending) return;
    this.callOff?.();
    this.callOff = null;
    const batch = this.state.get().waiting.slice(0, BATCH);
    if (batch.length === 0) return;
    this.sending = true;
    const sent = await this.io.send(batch);
    this.sending = false;
    const left = this.take(batch, sent);
    if (sent.at === 'held') return;
    if (left) this.tryLater();
    else if (this.state.get().waiting.length > 0) await this.flush();
  }

  /** Hears of every answer that was acknowledged or refused. */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes out what is settled; true where something of the batch is still open. */
  private take(batch: SubmitAnswer[], sent: Sent): boolean {
    if (sent.at === 'later' || sent.at === 'held') {
      this.state.set({ ...this.state.get(), stalled: sent.at === 'later' ? sent.why : 'server' });
      return true;
    }
    const settled = batch.flatMap((answer) => {
      const one = settle(answer, sent);
      return one === null ? [] : [one];
    });
    const gone = new Set(settled.map(({ answer }) => answer.answerId));
    this.keep(
      this.state.get().waiting.filter((item) => !gone.has(item.answerId)),
      gone.size < batch.length ? 'server' : null,
    );
    for (const one of settled) for (const tell of [...this.listeners]) tell(one);
    if (gone.size < batch.length) return true;
    this.pause = FIRST_PAUSE;
    return false;
  }

  private tryLater(): void {
    this.callOff = this.io.later(() => void this.flush(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  private keep(waiting: readonly SubmitAnswer[], stalled = this.state.get().stalled): void {
    this.state.set({ waiting, stalled });
    this.io.save([...waiting]);
  }
}

function settle(answer: SubmitAnswer, sent: Extract<Sent, { at: 'done' | 'refused' }>): Settled | null {
  if (sent.at === 'refused') return { answer, refusal: sent.refusal };
  const reply = sent.replies.find((one) => one.answerId === answer.answerId);
  if (reply === undefined) return null;
  return 'outcome' in reply ? { answer, outcome: reply.outcome } : { answer, refusal: reply.problem };
}

import type { ReportText } from '#lotse/contract';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { LiveValue } from '../../kit/state/live-value.js';

/**
 * `saved` only once the server said so. `offline` and `refused` keep the text in this window; `conflict` means somebody else
 * saved meanwhile: nothing is sent until a person decides which text counts.
 */
export type Keeping =
  | { at: 'untouched' }
  | { at: 'changed' }
  | { at: 'sending' }
  | { at: 'saved'; when: Date }
  | { at: 'offline' }
  | { at: 'refused'; problem: Problem }
  | { at: 'conflict' };

interface Ports<S extends { revision: number }> {
  send: (revision: number, text: ReportText) => Promise<S>;
  onSaved: (saved: S) => void;
  now: () => Date;
}

/** Keeps one text: at most one request at a time, the newest text last, and never over what somebody else wrote. */
export class TextKeeper<S extends { revision: number }> {
  readonly state = new LiveValue<Keeping>({ at: 'untouched' });
  private kept: ReportText;
  private text: ReportText;
  private sending: Promise<boolean> | null = null;
  private sent: ReportText | null = null;

  constructor(
    text: ReportText,
    private revision: number,
    private readonly ports: Ports<S>,
  ) {
    this.kept = text;
    this.text = text;
  }

  get current(): ReportText {
    return this.text;
  }

  /** Of what the server holds; goes along with the next change. */
  get reading(): number {
    return this.revision;
  }

  get isSaved(): boolean {
    return JSON.stringify(this.kept) === JSON.stringify(this.text);
  }

  /** Everything typed so far is in the request that runs. */
  get isOnItsWay(): boolean {
    return this.sending !== null && JSON.stringify(this.sent) === JSON.stringify(this.text);
  }

  edit(text: ReportText): void {
    this.text = text;
    if (['sending', 'conflict', 'offline'].includes(this.state.get().at)) return;
    this.state.set(this.isSaved ? { at: 'untouched' } : { at: 'changed' });
  }

  /** True once everything typed so far is with the server. */
  async save(): Promise<boolean> {
    while (this.sending !== null) await this.sending;
    if (this.isSaved) return true;
    if (this.state.get().at === 'conflict') return false;
    this.sending = this.send();
    const done = await this.sending;
    return done && !this.isSaved ? this.save() : done;
  }

  /** After a conflict: the person has looked at what stands there now and wants the own text. */
  overwrite(revision: number): Promise<boolean> {
    this.revision = revision;
    this.state.set({ at: 'changed' });
    return this.save();
  }

  private async send(): Promise<boolean> {
    const text = this.text;
    this.sent = text;
    this.state.set({ at: 'sending' });
    try {
      const saved = await this.ports.send(this.revision, text);
      this.revision = saved.revision;
      this.kept = text;
      this.ports.onSaved(saved);
      this.state.set(this.isSaved ? { at: 'saved', when: this.ports.now() } : { at: 'changed' });
      return true;
    } catch (error) {
      this.state.set(refusal(toProblem(error)));
      return false;
    } finally {
      this.sending = null;
    }
  }
}

function refusal(problem: Problem): Keeping {
  if (problem.kind === 'offline') return { at: 'offline' };
  return problem.code === 'report.changed' ? { at: 'conflict' } : { at: 'refused', problem };
}

import { randomUUID } from 'node:crypto';
import type { LiveVisitor } from './live-visitor.js';

/** Says lines one after the other, as a page does: what was not acknowledged is said once more under its id when the connection is back. */
export class LiveWriter {
  readonly told: string[] = [];
  readonly done: Promise<void>;
  isOver = false;
  constructor(
    readonly who: LiveVisitor,
    readonly name: string,
  ) {
    this.done = this.run();
  }
  private async run(): Promise<void> {
    for (let n = 0; !this.isOver; n++) {
      const [text, id] = [`${this.name} sagt ${n};`, randomUUID()];
      while (!(await this.isTaken(text, id))) await new Promise((resolve) => setTimeout(resolve, 50));
      this.told.push(text);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
  }
  private async isTaken(text: string, id: string): Promise<boolean> {
    if (!this.who.socket?.connected) return false;
    const gone = new Promise<false>((resolve) => this.who.socket?.once('disconnect', () => resolve(false)));
    const sent = this.who.send('chat.post', { text, to: 'all' }, id).then(
      (ack) => 'ok' in ack,
      () => false,
    );
    return Promise.race([gone, sent]);
  }
}

import type { BoardPage, BoardServerMessages } from '#lotse/contract';
import * as Y from 'yjs';
import { LiveValue } from '../../kit/state/live-value.js';

/** `ready`: nothing was typed here yet. `saved`: everything typed here is stored. `lost`: it is kept here and sent when there is a connection. */
export type Saving = 'opening' | 'ready' | 'saved' | 'saving' | 'lost' | 'refused';

/** How a page is read and changed: over the connection of an hour, or over HTTP outside of one. */
export interface BoardPort {
  open: (pageId: string, after: number) => Promise<{ page: BoardPage; mayWrite: boolean; updates: readonly Uint8Array[] }>;
  /** Resolves with the page's number once it is stored. */
  change: (pageId: string, update: Uint8Array) => Promise<number>;
}

/** So long typing is gathered into one change. */
const GATHER_MS = 300;
const AGAIN_MS = 3000;

/** One page of the board between this browser and the server: changes go out gathered, and count as saved once they are stored. */
export class PageSync {
  readonly doc = new Y.Doc();
  readonly state = new LiveValue<{ saving: Saving; mayWrite: boolean }>({ saving: 'opening', mayWrite: false });
  /** The last change of the page that this document holds. */
  private seq = 0;
  /** Something of what was typed here is stored. */
  private hasSaved = false;
  private waiting: Uint8Array[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;
  private closed = false;

  constructor(
    private readonly port: BoardPort,
    readonly pageId: string,
  ) {
    this.doc.on('update', this.noteOwn);
  }

  /** Opens the page, or reads what was missed while there was no connection. */
  async open(): Promise<void> {
    try {
      const { page, mayWrite, updates } = await this.port.open(this.pageId, this.seq);
      if (this.closed) return;
      for (const update of updates) Y.applyUpdate(this.doc, new Uint8Array(update), this);
      this.seq = Math.max(this.seq, page.seq);
      this.change({ mayWrite, saving: this.waiting.length > 0 ? 'saving' : this.hasSaved ? 'saved' : 'ready' });
      if (this.waiting.length > 0) void this.flush();
    } catch {
      this.change({ saving: 'lost' });
      this.timer = setTimeout(() => void this.open(), AGAIN_MS);
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    void this.flush();
    this.doc.destroy();
  }

  /** What somebody else changed. Where one was missed, the rest is read. */
  take({ pageId, seq, update }: BoardServerMessages['board.changed']): void {
    if (pageId !== this.pageId || seq <= this.seq) return;
    const isNext = seq === this.seq + 1;
    Y.applyUpdate(this.doc, new Uint8Array(update), this);
    if (isNext) this.seq = seq;
    else void this.open();
  }

  setMayWrite(mayWrite: boolean): void {
    this.change({ mayWrite });
  }

  private readonly noteOwn = (update: Uint8Array, origin: unknown): void => {
    if (origin === this) return;
    this.waiting.push(update);
    this.change({ saving: 'saving' });
    this.later(GATHER_MS);
  };

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private async flush(): Promise<void> {
    if (this.sending || this.waiting.length === 0) return;
    this.sending = true;
    const batch = this.waiting.splice(0);
    try {
      const boardSeq = await this.port.change(this.pageId, Y.mergeUpdates(batch));
      this.hasSaved = true;
      if (boardSeq === this.seq + 1) this.seq = boardSeq;
      this.change({ saving: this.waiting.length > 0 ? 'saving' : 'saved' });
    } catch (error) {
      const isRefused = ['invalid', 'forbidden', 'not-found'].includes((error as { kind?: string }).kind ?? '');
      if (!isRefused) this.waiting.unshift(...batch);
      this.change({ saving: isRefused ? 'refused' : 'lost' });
    } finally {
      this.sending = false;
      if (this.waiting.length > 0 && !this.closed) this.later(this.state.get().saving === 'lost' ? AGAIN_MS : GATHER_MS);
    }
  }

  private change(part: Partial<{ saving: Saving; mayWrite: boolean }>): void {
    if (!this.closed) this.state.set({ ...this.state.get(), ...part });
  }
}

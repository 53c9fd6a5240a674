import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

/**
 * What an earlier connection may have left in the one session: an open transaction, and named statements that the next
 * connection would prepare again. Not DISCARD ALL, which would give back the rights of the owner.
 */
const LEAVE_NOTHING = simpleQuery('rollback; deallocate all');

/** A stream that node-postgres uses like a socket; PGlite's one backend answers in the same process. */
export class PGliteStream extends Duplex {
  private rest: Buffer = Buffer.alloc(0);
  private started = false;
  private greeted = false;
  private static lastTurn = 0;

  constructor(private readonly db: PGlite) {
    super({ allowHalfOpen: false });
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.feed(chunk).then(() => done(), done);
  }

  private async feed(chunk: Buffer): Promise<void> {
    this.rest = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk;
    const { cut, close } = this.scan();
    if (cut) {
      const send = Uint8Array.prototype.slice.call(this.rest, 0, cut);
      this.rest = Buffer.from(this.rest.subarray(cut));
      // Every answer is a microtask: without a turn of the event loop now and then, a busy queue starves sockets and timers.
      if (performance.now() - PGliteStream.lastTurn > 4) {
        await new Promise(setImmediate);
        PGliteStream.lastTurn = performance.now();
      }
      const out = await this.db.runExclusive(async () => {
        if (!this.greeted) await this.ask(LEAVE_NOTHING);
        this.greeted = true;
        return this.ask(send);
      });
      if (out.length) this.push(out);
    }
    if (close) this.push(null);
  }

  /** Passes the answer on unparsed. On a folder nothing has to be synced afterwards (`makeDurable`). */
  private async ask(message: Uint8Array): Promise<Buffer> {
    const parts: Buffer[] = [];
    await this.db.execProtocolRawStream(message, { syncToFs: false, onRawData: (data) => parts.push(Buffer.from(data)) });
    return Buffer.concat(parts);
  }

  /** Finds the end of the last message that the backend answers; the rest waits for more. */
  private scan(): { cut: number; close: boolean } {
    let at = 0;
    let cut = 0;
    for (;;) {
      if (!this.started) {
        if (this.rest.length - at < 4) break;
        const length = this.rest.readInt32BE(at);
        if (this.rest.length - at < length) break;
        at += length;
        cut = at;
        this.started = true;
        continue;
      }
      if (this.rest.length - at < 5) break;
      const length = this.rest.readInt32BE(at + 1) + 1;
      if (this.rest.length - at < length) break;
      const type = this.rest[at] ?? 0;
      at += length;
      if (type === 0x58) return { cut, close: true }; // X: Terminate
      if ('QSHdcf'.includes(String.fromCharCode(type))) cut = at;
    }
    return { cut, close: false };
  }
}

function simpleQuery(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.from([0x51, 0, 0, 0, 0]); // Q, then the length of all but the Q
  head.writeInt32BE(text.length + 4, 1);
  return new Uint8Array(Buffer.concat([head, text]));
}

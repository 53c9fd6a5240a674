import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network between a browser and a server: it can break, fall silent without a word, and lead somewhere else from then on. */
export class TcpRelay {
  private readonly sockets = new Set<Socket>();
  private readonly ways = new Set<readonly [Socket, Socket]>();
  private readonly server: Server = createServer((near) => this.join(near));
  private isCut = false;
  private isHeld = false;
  port = 0;

  constructor(private upstream: number) {}

  async open(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
    return this;
  }

  /** What is new from now on goes there; what stands is broken off. */
  leadTo(port: number): void {
    this.upstream = port;
    this.breakOff();
  }

  /** The network fails: what stands is broken off, and nothing new gets through. */
  cut(): void {
    this.isCut = true;
    this.breakOff();
  }

  mend(): void {
    this.isCut = false;
  }

  /** Nothing gets through any more, and neither end is told: both take the connection for open. */
  hold(): void {
    this.isHeld = true;
    for (const [near, far] of this.ways) {
      near.unpipe(far).pause();
      far.unpipe(near).pause();
    }
  }

  /** What was held arrives after all, as with a network that sends again what was lost. */
  goOn(): void {
    this.isHeld = false;
    for (const [near, far] of this.ways) near.pipe(far).pipe(near);
  }

  close(): void {
    this.breakOff();
    this.server.close();
  }

  private join(near: Socket): void {
    if (this.isCut) return void near.destroy();
    const far = connect(this.upstream, '127.0.0.1');
    const both = [near, far] as const;
    this.ways.add(both);
    for (const one of both) {
      this.sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        this.ways.delete(both);
        for (const other of both) other.destroy();
      });
    }
    if (!this.isHeld) near.pipe(far).pipe(near);
  }

  private breakOff(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

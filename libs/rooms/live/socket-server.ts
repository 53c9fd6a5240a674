import { createServer, type IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Server, type Socket } from 'socket.io';
import { SETTINGS, type Settings } from '#lotse/base';
import { LIVE_PATH, type LiveServerMessages } from '#lotse/contract';
import type { Connection } from './channels.js';

const PING_MS = 8_000;
const LONGEST_SILENCE_MS = 60_000;
const LARGEST_MESSAGE = 100_000;
/** From the first byte to the seat, the ticket's own call among it: when all come at once, whoever is cut off here only comes again. */
const LONGEST_ENTRY_MS = 30_000;

type Said = { [K in keyof LiveServerMessages]: (message: LiveServerMessages[K]) => void };
type Heard = Record<string, (message: unknown, ack?: (answer: unknown) => void) => void>;
/** Servers of the same meeting wake each other; without Redis they ask every three seconds. */
interface BetweenServers {
  moved: (meeting: string) => void;
}
export interface SocketData {
  connection: Connection;
  lastSeq: number | undefined;
  /** Has the state, so that events may follow. */
  isWelcome?: boolean;
  /** What it was told last of things that are told as they are now. */
  told?: Record<string, string>;
}
export type LiveSocket = Socket<Heard, Said, BetweenServers, SocketData>;
export type LiveNamespace = Server<Heard, Said, BetweenServers, SocketData>;

/** The socket.io server beside Fastify: where it listens, who may connect, and how large a message may be. */
@Injectable()
export class SocketServer {
  readonly io: LiveNamespace;
  /** It is stopping: nobody new comes in. */
  isClosed = false;
  // never listens: Fastify's own servers (one for each loopback) hand over what belongs here
  private readonly hall = createServer();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.io = new Server(this.hall, {
      path: LIVE_PATH,
      serveClient: false,
      transports: ['websocket', 'polling'],
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: LARGEST_MESSAGE,
      pingInterval: PING_MS,
      pingTimeout: LONGEST_SILENCE_MS,
      connectTimeout: LONGEST_ENTRY_MS,
      allowRequest: (request, decide) => decide(null, !this.isClosed && this.isOurs(request)),
    });
    this.io.engine.on('headers', (headers: Record<string, string>) =>
      Object.assign(headers, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }),
    );
  }

  attach(fastify: FastifyInstance): void {
    fastify.route({
      method: ['GET', 'POST'],
      url: `${LIVE_PATH}/`,
      // before the body is read: the engine reads it itself
      onRequest: (request, reply, done) => {
        if (reply.sent) return done();
        reply.hijack();
        this.io.engine.handleRequest(request.raw, reply.raw);
        done();
      },
      handler: () => undefined,
    });
    fastify.server.on('upgrade', (request, socket, head) => {
      if (request.url?.startsWith(`${LIVE_PATH}/`)) this.hall.emit('upgrade', request, socket, head);
      else socket.destroy();
    });
  }

  /** Browsers say where a connection comes from, but for reads of the same origin; the ticket travels in the first message. */
  private isOurs(request: IncomingMessage): boolean {
    const { origin, upgrade } = request.headers;
    if (request.url?.includes('ticket')) return false;
    if (origin !== undefined) return origin === this.settings.url;
    return request.method === 'GET' && upgrade === undefined && request.headers['sec-fetch-site'] !== 'cross-site';
  }
}

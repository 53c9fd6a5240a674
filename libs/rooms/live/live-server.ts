import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Meetings } from '../log/meetings.js';
import { Connections } from './connections.js';
import { LiveGateway } from './gateway.js';
import { OtherServers } from './other-servers.js';
import { PresenceService } from './presence.service.js';
import { SocketServer } from './socket-server.js';
import { LiveTicker } from './ticker.js';

const LONGEST_MS = 3_000;

/** Beginning and end of everything that is live, for the server that composes it. */
@Injectable()
export class LiveServer {
  constructor(
    private readonly sockets: SocketServer,
    private readonly connections: Connections,
    private readonly gateway: LiveGateway,
    private readonly ticker: LiveTicker,
    private readonly meetings: Meetings,
    private readonly presence: PresenceService,
    private readonly others: OtherServers,
  ) {}

  attach(fastify: FastifyInstance): void {
    this.sockets.attach(fastify);
  }

  start(): void {
    this.ticker.start();
  }

  tick(): Promise<void> {
    return this.ticker.tick();
  }

  get count(): number {
    return this.connections.count;
  }

  /** Finishes what is under way, says to the browsers that they shall come back, and waits until they are out. */
  async stop(): Promise<void> {
    this.sockets.isClosed = true;
    await this.ticker.stop();
    const until = performance.now() + LONGEST_MS;
    while (this.gateway.busy > 0 && performance.now() < until) await wait(10);
    for (const socket of this.connections.all()) this.connections.end(socket, 'server');
    while (this.connections.count > 0 && performance.now() < until) await wait(10);
    await this.meetings.settled();
    await this.presence.settled();
    await this.others.stop();
    this.sockets.io.engine.close();
  }
}

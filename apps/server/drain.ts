import { Server as HttpServer } from 'node:http';
import { Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { HealthController } from './health.controller.js';

/** So long no connection may have come in before the server ends. */
const QUIET_MS = 1_000;
const LONGEST_MS = 5_000;
/** So long the server goes on listening for connections that wait to be accepted. */
const ACCEPT_MS = 1_000;
const SHORT_MS = 1;
/** So long a live connection may take to answer its goodbye. */
const GOODBYE_MS = 1_000;

/** What says that the server is stopping, and the connections of live meetings. */
interface Stopping {
  health: Pick<HealthController, 'stopping'>;
  live: { readonly count: number; stop(): Promise<void> };
}

/**
 * The end of a server that is asked to stop. It stops listening, so that new connections are refused; what is under way gets its answer;
 * a request on a connection that is still open gets 503 with `retry-after`; each connection ends with its reply.
 * Live connections are told to come back and end once what they asked for is stored.
 * One that stayed open would hold up the end, and one that is closed while somebody asks leaves them without an answer. So what is still
 * open once it is quiet is cut off: browsers open connections ahead on which they never ask, and a live one may not answer any more.
 * Returns what begins this and waits until it is quiet.
 */
export function drainOf(fastify: FastifyInstance, { health, live }: Stopping, quietMs = QUIET_MS): () => Promise<void> {
  const servers = new Set<Server>([fastify.server]);
  const upgraded = new Set<Duplex>();
  let [open, cameAt, isShut] = [0, -Infinity, false];
  fastify.server.on('upgrade', (_request, socket) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    open++;
    cameAt = performance.now();
    const { server } = request.raw.socket as { server?: unknown };
    if (server instanceof Server) servers.add(server); // on localhost there is one for each loopback
    if (!health.stopping || request.url.startsWith('/health/')) return done();
    void reply
      .status(503)
      .header('retry-after', '5')
      .send({ kind: 'unavailable', code: 'server.stopping', requestId: reply.getHeader('x-request-id') });
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (isShut) reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    open--;
    done();
  });
  return async () => {
    health.stopping = true;
    await acceptWaiting(servers);
    // stops listening only: an HTTP server's own close() would cut connections on which a request may be on its way
    for (const server of servers) Server.prototype.close.call(server);
    const quiet = live.stop();
    isShut = true; // not before: a client that loses its connection may open the next one at once
    const from = performance.now();
    await quiet;
    const isQuiet = () => open === 0 && live.count === 0 && performance.now() - cameAt > quietMs;
    while (!isQuiet() && performance.now() - from < LONGEST_MS) await wait(10);
    await cutOff(servers, upgraded, Math.min(performance.now() + GOODBYE_MS, from + LONGEST_MS));
  };
}

/** Node no longer ends connections by time once a server has stopped listening, so those that are left would stay for ever. */
async function cutOff(servers: Set<Server>, upgraded: Set<Duplex>, until: number): Promise<void> {
  while (upgraded.size > 0 && performance.now() < until) await wait(10);
  for (const socket of upgraded) socket.destroy();
  for (const server of servers) if (server instanceof HttpServer) server.closeAllConnections();
}

/**
 * Accepts the connections that already wait before the server stops listening, else the system resets them. Node accepts one in each turn
 * of its loop, so turns are taken until three in a row were short and no connection came: after a long turn others may wait.
 */
async function acceptWaiting(servers: Set<Server>): Promise<void> {
  let calm = 0;
  const came = (): number => (calm = -1);
  for (const server of servers) server.on('connection', came);
  for (let now = performance.now(), end = now + ACCEPT_MS; calm < 3 && now < end;) {
    const begun = now;
    await turn();
    now = performance.now();
    calm = now - begun < SHORT_MS ? calm + 1 : 0;
  }
  for (const server of servers) server.off('connection', came);
}

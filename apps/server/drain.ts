import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { HealthController } from './health.controller.js';

const QUIET_MS = 250;
const LONGEST_MS = 2_000;

/**
 * The end of a server that is asked to stop: what is under way gets its answer, what comes now is told to come again
 * later, and every connection is closed after its reply. A connection kept open would hold up the end; one that is
 * closed from our side while somebody asks would leave them without an answer. Returns what waits until it is quiet.
 */
export function drainOf(fastify: FastifyInstance, health: HealthController): () => Promise<void> {
  let [open, cameAt] = [0, 0];
  fastify.addHook('onRequest', (request, reply, done) => {
    open++;
    cameAt = performance.now();
    if (!health.stopping || request.url.startsWith('/health/')) return done();
    void reply
      .status(503)
      .header('retry-after', '5')
      .send({ kind: 'unavailable', code: 'server.stopping', requestId: reply.getHeader('x-request-id') });
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (health.stopping) reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    open--;
    done();
  });
  return async () => {
    health.stopping = true;
    const from = performance.now();
    const isQuiet = () => open === 0 && performance.now() - cameAt > QUIET_MS;
    while (!isQuiet() && performance.now() - from < LONGEST_MS) await wait(10);
  };
}

import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import staticFiles from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { Response } from '#lotse/contract';
import { WebPage } from '../web-page.js';
import { playedAnswer, playedProblems, playedUnit, unitsIn, type Way } from './played-unit.js';

const Given = z.strictObject({ exerciseId: z.string(), try: z.number(), response: Response });
/** An editor writes a file in several strokes. */
const SETTLE_MS = 150;

export interface Playing {
  address: string;
  stop: () => Promise<void>;
}

/** Serves one unit of a content folder to an author on this machine: no login, no database, what is answered is not kept. */
export async function playUnit(on: { dir: string; day: string; unitId: string; port: number; webDir?: string }): Promise<Playing> {
  const server = fastify();
  const page = new WebPage(on.webDir ?? fileURLToPath(new URL('../../../web', import.meta.url)));
  const changes = watchFolder(on.dir);
  await server.register(staticFiles, { root: `${page.dir}/assets`, prefix: '/assets/', preCompressed: true });
  await server.register(staticFiles, { root: `${on.dir}/audio`, prefix: '/audio/', decorateReply: false });
  answers(server, on, changes.version);
  server.get('/favicon.svg', (_, reply) => reply.type('image/svg+xml').send(page.icon));
  server.setNotFoundHandler((_, reply) => page.send(reply, [], 200, { play: true }));
  await server.listen({ port: on.port, host: '127.0.0.1' });
  const { port } = server.server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}/`,
    stop: async () => {
      changes.stop();
      await server.close();
    },
  };
}

function answers(server: FastifyInstance, { dir, day, unitId }: { dir: string; day: string; unitId: string }, version: () => number): void {
  const wayOf = (query: unknown): Way => {
    const { seed, exam } = query as { seed?: string; exam?: string };
    return { seed: Math.trunc(Number(seed)) || 1, mode: exam === '1' ? 'exam' : 'practice' };
  };
  const unit = oncePer(version, () => unitsIn(dir, day).find((one) => one.unitId === unitId));
  const problems = oncePer(version, () => playedProblems(dir, day, unitId));
  server.get('/api/play/version', () => ({ version: version() }));
  server.get('/api/play', (request) => ({ version: version(), ...playedUnit(unit(), day, wayOf(request.query)) }));
  server.get('/api/play/problems', () => ({ problems: problems() }));
  server.post('/api/play', (request, reply) => {
    const given = Given.safeParse(request.body);
    if (!given.success) return reply.status(400).send();
    const outcome = playedAnswer(unit(), day, { ...given.data, ...wayOf(request.query) });
    return outcome === null ? reply.status(404).send() : reply.send(outcome);
  });
}

/** Worked out once for each state of the files. */
function oncePer<T>(version: () => number, work: () => T): () => T {
  let last: { version: number; value: T } | undefined;
  return () => {
    if (last?.version !== version()) last = { version: version(), value: work() };
    return last.value;
  };
}

/** Counts what happened to the files, so that a page knows when to look again. */
function watchFolder(dir: string): { version: () => number; stop: () => void } {
  let version = 1;
  let settle: NodeJS.Timeout | undefined;
  const watcher = watch(dir, { recursive: true }, () => {
    clearTimeout(settle);
    settle = setTimeout(() => (version += 1), SETTLE_MS);
  });
  return {
    version: () => version,
    stop: () => {
      clearTimeout(settle);
      watcher.close();
    },
  };
}

/** The HTTP server of one site: counts, faults, answers, and notes every score POST. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultMode, Target } from './faults.js';
import { readRequest, sendReply, type Reply, type Req } from './http.js';
import { answer, targetOf } from './routes.js';
import type { DemoSite } from './site.js';

const KEPT_POSTS = 5000;

/** Longer than anybody is idle between two requests: who asks again just when the connection is closed would see a fault that nobody planted. */
const IDLE_MS = 72_000;

export function makeServer(siteOf: () => DemoSite | null): Server {
  return createServer({ keepAliveTimeout: IDLE_MS }, (message, response) => {
    const site = siteOf();
    if (!site || site.faults.isDown) {
      message.socket.destroy();
      return;
    }
    serve(site, message, response).catch((cause: unknown) => {
      process.stderr.write(`demo LMS: ${message.method} failed: ${cause instanceof Error ? cause.stack : String(cause)}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

async function serve(site: DemoSite, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const req = await readRequest(message, site.platform.folder);
  const target = targetOf(req.path);
  site.requests.arrived(target);
  const fault = site.faults.next(target);
  const reply = await throughFault(site, req, fault);
  await note(site, target, req, reply, fault);
  if (reply && !holds(fault)) sendReply(response, reply);
  else if (!holds(fault)) message.socket.destroy();
}

/** null = the connection is cut. */
async function throughFault(site: DemoSite, req: Req, fault: FaultMode | null): Promise<Reply | null> {
  if (fault && 'drop' in fault) return null;
  if (fault && 'status' in fault) return { headers: { 'content-type': 'text/html; charset=utf-8' }, ...fault };
  if (fault && 'delayMs' in fault) await wait(fault.delayMs, undefined, { ref: false });
  return answer(site.platform, req);
}

/** The request took effect, the connection stays open and silent. */
function holds(fault: FaultMode | null): boolean {
  return fault !== null && 'storeThenTimeout' in fault;
}

async function note(site: DemoSite, target: Target, req: Req, reply: Reply | null, fault: FaultMode | null): Promise<void> {
  const answered = reply !== null && !holds(fault);
  const at = site.platform.clock.now();
  const { method, url, accept, contentType } = req;
  site.requests.finished({ at, target, method, url, accept, contentType, status: answered ? reply.status : 0 });
  if (target !== 'scores' || method !== 'POST') return;
  const { state } = site.platform;
  const itemId = /\/lineitems\/(\d+)\//.exec(req.path)?.[1] ?? '';
  const seen = { url, itemId, contentType, accept: accept ?? '', body: req.body, answered };
  state.posts.push({ ...seen, at: at.toISOString(), status: reply?.status ?? 0, reason: reply?.reason ?? '' });
  if (state.posts.length > KEPT_POSTS) state.posts.splice(0, state.posts.length - KEPT_POSTS);
  await site.save();
}

/** Resolves with the port; rejects with the system's code where the address cannot be bound. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

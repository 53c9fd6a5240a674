/**
 * A port below those that the system hands out for outgoing connections: while a server is being restarted nobody else
 * is given its port, and no client that dials it meets itself.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const [FIRST, BEHIND_LAST] = [20_000, 32_000];

export async function freePort() {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(FIRST, BEHIND_LAST);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer()
      .once('error', () => done(false))
      .listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

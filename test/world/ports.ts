import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A port that is free on all these addresses. */
export async function freePort(hosts: string[]): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = await listenOn(0, hosts[0] ?? '127.0.0.1');
    if (await isFree(port, hosts.slice(1))) return port;
    await wait(10);
  }
  throw new Error('no free port');
}

/** Whether nobody listens there; an address this machine does not have is nobody's. */
export async function isFree(port: number, hosts: string[]): Promise<boolean> {
  const each = hosts.map((host) =>
    listenOn(port, host).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'EADDRNOTAVAIL',
    ),
  );
  return (await Promise.all(each)).every(Boolean);
}

function listenOn(port: number, host: string): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
      .once('error', failed)
      .listen(port, host, () => {
        const address = server.address();
        server.close(() => done(typeof address === 'object' && address ? address.port : port));
      });
  });
}

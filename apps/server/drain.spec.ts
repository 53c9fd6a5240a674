import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { drainOf } from './drain.js';

let fastify = Fastify();
beforeEach(() => {
  fastify = Fastify({ forceCloseConnections: 'idle' });
});
afterEach(() => fastify.close());

test('forty connections wait to be accepted when the server is asked to stop: each gets the answer to come again, and later ones are refused', async () => {
  const drain = drainOf(fastify, { health: { stopping: false }, live: { count: 0, stop: () => Promise.resolve() } }, 20);
  fastify.get('/', () => 'here');
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fastify.server.address() as AddressInfo;
  const people = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'));
  const told = people.map((person) => {
    person.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    return text(person).then((answer) => answer.split('\r\n')[0], String);
  });
  await drain();
  const late = connect(port, '127.0.0.1');
  const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
  await fastify.close();
  expect(new Set(await Promise.all(told))).toEqual(new Set(['HTTP/1.1 503 Service Unavailable']));
});

test('a browser has opened a connection and never asked, another does not answer the goodbye of its live connection: the server ends all the same', async () => {
  const drain = drainOf(fastify, { health: { stopping: false }, live: { count: 0, stop: () => Promise.resolve() } }, 20);
  fastify.server.on('upgrade', (_request, socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'));
  await fastify.listen({ host: '127.0.0.1', port: 0 });
  const { port } = fastify.server.address() as AddressInfo;
  const silent = connect({ port, host: '127.0.0.1' });
  const live = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  live.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  await Promise.all([once(silent, 'connect'), once(live, 'data')]);
  for (const one of [silent, live]) one.on('error', () => undefined).resume();
  const ends = Promise.all([once(silent, 'close'), once(live, 'end')]);
  await drain();
  await fastify.close();
  await ends;
  live.destroy();
});

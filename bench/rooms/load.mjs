/** The load, in a process of its own: everybody comes in, then each room says something every few seconds; at the end everybody of one room at once. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { quantile, rounded } from '../measure.mjs';
import { BareSocket, OurSocket, ticketFor } from './sockets.mjs';

const [way, planFile, port, perRoom, everyMs, seconds] = [process.argv[2], process.argv[3], ...process.argv.slice(4).map(Number)];
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const [url, origin] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
const AT_ONCE = 64;
const sockets = [];
const sentAt = new Map();
let [delays, delivered] = [[], 0];

function hear(name, payload) {
  if (name !== 'events') return;
  const now = performance.now();
  for (const event of payload) {
    const text = event.body?.text;
    if (!sentAt.has(text)) continue;
    delivered++;
    delays.push(now - sentAt.get(text));
  }
}

async function open(room, person) {
  if (way !== 'ours') return BareSocket.open({ url, room, on: hear });
  const { token, enrolmentId } = plan.people[person];
  const ticket = await ticketFor(agent, { port, origin, token, enrolmentId, meetingId: plan.meetings[room] });
  return OurSocket.open({ url, origin, ticket, device: `d${person}`, on: hear });
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const actions = {
  async join() {
    const jobs = plan.meetings.flatMap((_, room) => Array.from({ length: perRoom }, (__, person) => ({ room, person })));
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let job = jobs.pop(); job; job = jobs.pop()) {
          const socket = await open(job.room, job.person);
          (sockets[job.room] ??= []).push(socket);
        }
      }),
    );
    return { sockets: sockets.flat().length, join_s: rounded((performance.now() - begun) / 1000) };
  },
  async steady() {
    [delays, delivered] = [[], 0];
    sentAt.clear();
    let events = 0;
    const until = performance.now() + seconds * 1000;
    await Promise.all(
      sockets.map(async (some, room) => {
        await wait((everyMs * room) / sockets.length); // not all rooms in the same moment
        for (let n = 0; performance.now() < until; n++) {
          const text = `${room} ${n} ${'x'.repeat(160)}`;
          sentAt.set(text, performance.now());
          events++;
          const ack = await some[n % some.length].send('chat.post', { id: randomUUID(), body: { text, to: 'all' } });
          if (ack.problem) throw new Error(`refused: ${JSON.stringify(ack.problem)}`);
          await wait(Math.max(0, everyMs - (performance.now() - sentAt.get(text))));
        }
      }),
    );
    await wait(500);
    delays.sort((a, b) => a - b);
    return { events, delivered, p50_ms: rounded(quantile(delays, 0.5)), p99_ms: rounded(quantile(delays, 0.99)) };
  },
  /** Everybody of one meeting in the same moment, twenty times. */
  async clicks() {
    const times = [];
    const socketsHere = await Promise.all(plan.people.map((_, person) => open(0, person)));
    for (let round = 0; round < 20; round++) {
      const name = round % 2 ? 'hand.lower' : 'hand.raise';
      await Promise.all(
        socketsHere.map(async (one) => {
          const begun = performance.now();
          await one.send(name, { id: randomUUID(), body: {} });
          times.push(performance.now() - begun);
        }),
      );
      await wait(250);
    }
    times.sort((a, b) => a - b);
    for (const one of socketsHere) one.close();
    return { people: socketsHere.length, clicks_p50_ms: rounded(quantile(times, 0.5)), clicks_p99_ms: rounded(quantile(times, 0.99)) };
  },
};

process.on('message', (what) =>
  actions[what]().then(
    (result) => process.send(result),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  ),
);
process.on('disconnect', () => process.exit(0));
process.send('ready');

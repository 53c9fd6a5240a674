/** Thirty at one board: each writes a few letters a second, all others read them. Times are from sending to reading. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import * as Y from 'yjs';
import { BOARD_ROOT } from '../../dist/libs/contract/index.js';
import { quantile, rounded } from '../measure.mjs';
import { BareSocket, OurSocket, ticketFor } from '../rooms/sockets.mjs';

const [way, planFile, port, perSecond, seconds] = [process.argv[2], process.argv[3], ...process.argv.slice(4).map(Number)];
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const [url, origin] = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
const sentAt = new Map();
const delays = [];
let refused = 0;

function hear(_, __, bytes) {
  if (bytes === null) return;
  const sent = sentAt.get(bytes.toString('base64'));
  if (sent !== undefined) delays.push(performance.now() - sent);
}

/** A text of one's own in which letter after letter is written: each change is one small update. */
class Writer {
  #doc = new Y.Doc();
  #text = new Y.XmlText();
  constructor() {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [this.#text]);
    this.#doc.getXmlFragment(BOARD_ROOT).push([paragraph]);
  }
  all() {
    return Y.encodeStateAsUpdate(this.#doc);
  }
  next() {
    const before = Y.encodeStateVector(this.#doc);
    this.#text.insert(this.#text.length, 'a');
    return Y.encodeStateAsUpdate(this.#doc, before);
  }
}

const agent = new Agent({ keepAlive: true });
async function open(person) {
  if (way !== 'ours') return BareSocket.open({ url, room: 0, on: hear });
  const { token, enrolmentId } = plan.people[person];
  const ticket = await ticketFor(agent, { port, origin, token, enrolmentId, meetingId: plan.meetings[0] });
  return OurSocket.open({ url, origin, ticket, device: `d${person}`, on: hear });
}

async function run() {
  const sockets = await Promise.all(plan.people.map((_, person) => open(person)));
  const pageId = way === 'ours' ? (await sockets[0].send('board.pages', { id: randomUUID(), body: {} })).reply.pages[0].pageId : null;
  let updates = 0;
  const until = performance.now() + seconds * 1000;
  const everyMs = (1000 * sockets.length) / perSecond;
  await Promise.all(
    sockets.map(async (socket, n) => {
      const writer = new Writer();
      await socket.sendBytes('board.change', randomUUID(), { pageId }, writer.all());
      await wait((everyMs * n) / sockets.length);
      while (performance.now() < until) {
        const [update, now] = [writer.next(), performance.now()];
        sentAt.set(Buffer.from(update).toString('base64'), now);
        updates++;
        const ack = socket.sendBytes('board.change', randomUUID(), { pageId }, update);
        void ack.then((answer) => answer?.problem && refused++);
        await wait(Math.max(0, everyMs - (performance.now() - now)));
      }
    }),
  );
  await wait(2_000);
  delays.sort((a, b) => a - b);
  for (const one of sockets) one.close();
  return {
    readers: sockets.length,
    updates,
    refused,
    delivered: delays.length,
    p50_ms: rounded(quantile(delays, 0.5)),
    p99_ms: rounded(quantile(delays, 0.99)),
  };
}

process.on('message', () =>
  run().then(
    (result) => process.send(result),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  ),
);
process.on('disconnect', () => process.exit(0));
process.send('ready');

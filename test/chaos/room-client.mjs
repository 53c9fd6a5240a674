/**
 * One browser in one meeting: it comes back by itself, keeps the state from welcome and events, and sends what was not
 * acknowledged once more under the same id until it is.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { io } from 'socket.io-client';
import * as Y from 'yjs';

const ACK_MS = 5_000;

export class RoomClient {
  #socket = null;
  #sent = 0;
  #last = '';
  #ticket = '';
  doc = new Y.Doc();
  state;
  welcomedAt = 0;
  /** What was acknowledged: the only things that must never be lost. */
  told = { lines: [], edits: [], hand: null, vote: null };
  /** What the next one hangs on that was not acknowledged yet: until then nobody knows. */
  refused = new Map();
  pageId = null;

  constructor(world, person, meeting) {
    Object.assign(this, { world, person, meeting, name: `${person.name} in ${meeting.number}`, state: world.contract.emptyMeeting() });
  }

  open() {
    const { world } = this;
    const socket = io(world.url, {
      path: world.contract.LIVE_PATH,
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { origin: world.url },
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      auth: (send) => void this.#introduce(send),
    });
    this.#socket = socket;
    socket.on('welcome', (welcome) => this.#welcome(welcome));
    socket.on('events', (events) => this.#apply(events));
    socket.on('board.changed', ({ pageId, update }) => {
      if (pageId === this.pageId) Y.applyUpdate(this.doc, new Uint8Array(update), 'server');
    });
    // an end by the server, and a refusal, are not tried again by the client itself: as in the web app
    const again = (why) => {
      this.#last = why instanceof Error ? `${why.message} ${why.data?.code ?? ''}` : String(why);
      if (!world.over && !socket.active) setTimeout(() => world.over || socket.connected || socket.connect(), 1_000 + randomInt(1_000));
    };
    socket.on('connect_error', again);
    socket.on('disconnect', (reason) => {
      this.welcomedAt = 0;
      again(reason);
    });
  }

  async #introduce(send) {
    const { world, person, meeting } = this;
    try {
      const answer = await fetch(`${world.url}/api/courses/${person.enrolmentId}/meetings/${meeting.meetingId}/ticket`, {
        method: 'POST',
        headers: { origin: world.url, 'x-lotse': '1', 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
        body: '{}',
        signal: AbortSignal.timeout(10_000),
      });
      this.#ticket = `ticket ${answer.status}`;
      if (answer.status === 200)
        return send({ ticket: (await answer.json()).ticket, device: `${person.name}`, ...(this.state.seq > 0 ? { lastSeq: this.state.seq } : {}) });
      if (answer.status < 500) world.find(`${this.name} gets no ticket: ${answer.status} ${await answer.text()}`);
    } catch (error) {
      this.#ticket = `no ticket: ${error.name}`; // the server is away, or slow
    }
    send({});
  }

  #welcome(welcome) {
    if (welcome.kind === 'snapshot') this.state = welcome.state;
    else this.#apply(welcome.events);
    this.welcomedAt = performance.now();
    if (this.pageId !== null) void this.readBoard().catch(() => undefined);
  }

  #apply(events) {
    for (const event of events) if (event.seq > this.state.seq) this.state = this.world.contract.applyEvent(this.state, event);
  }

  /** For whoever looks why it is not there. */
  get plight() {
    const { active, connected } = this.#socket;
    return `${this.name}: ${connected ? 'connected' : active ? 'trying' : 'waiting'}, ${this.#ticket}, ${this.#last}`;
  }

  get isThere() {
    return this.welcomedAt > 0 && this.#socket?.connected === true;
  }

  /** The same message until it is acknowledged. Null where it was refused. */
  async send(name, body) {
    const message = { id: randomUUID(), body };
    for (let tries = 0; !this.world.over; tries++) {
      while (!this.isThere && !this.world.over) await wait(50);
      const ack = await this.#socket
        .timeout(ACK_MS)
        .emitWithAck(name, message)
        .catch(() => null);
      if (ack === null || ['unavailable', 'too-many'].includes(ack.problem?.kind)) {
        await wait(100 + randomInt(200));
        continue;
      }
      this.#sent++;
      if (tries > 0) this.world.resent++;
      if (ack.problem?.kind === 'internal') this.world.find(`${this.name}: ${name} broke the server`);
      if (ack.problem) this.refused.set(ack.problem.code, (this.refused.get(ack.problem.code) ?? 0) + 1);
      return ack.problem ? null : { reply: ack.reply, seq: ack.seq };
    }
    return null;
  }

  get acknowledged() {
    return this.#sent;
  }

  async readBoard() {
    const { reply } = (await this.send('board.pages', {})) ?? { reply: { pages: [] } };
    this.pageId = reply.pages[0]?.pageId ?? null;
    const opened = await this.send('board.open', { pageId: this.pageId });
    for (const update of opened?.reply.updates ?? []) Y.applyUpdate(this.doc, new Uint8Array(update), 'server');
  }

  text() {
    return this.doc.getXmlFragment(this.world.contract.BOARD_ROOT).toJSON();
  }

  /** Until the world says that it is over or rests: speaks, raises and lowers the hand, votes, writes. */
  async live() {
    await this.readBoard();
    while (!this.world.over) {
      await wait(this.world.paceMs / 2 + randomInt(this.world.paceMs));
      if (this.world.rests) continue;
      this.world.underWay++;
      await this.#act(randomInt(10)).finally(() => this.world.underWay--);
    }
  }

  async #act(n) {
    if (n < 3) return this.#speak();
    if (n < 6) return this.#hand();
    return n < 8 ? this.#vote() : this.#write();
  }

  async #speak() {
    const text = `Zeile ${randomUUID()}`;
    if (await this.send('chat.post', { text, to: 'all' })) this.told.lines.push(text);
  }

  async #hand() {
    const isUp = this.told.hand !== true;
    this.told.hand = null; // while it is under way nobody knows
    if (await this.send(isUp ? 'hand.raise' : 'hand.lower', {})) this.told.hand = isUp;
  }

  async #vote() {
    const poll = this.state.polls.find((one) => one.result === null);
    if (!poll || this.person.role !== 'student') return;
    if (await this.send('poll.vote', { poll: poll.poll, choices: [randomInt(2)] })) this.told.vote = poll.poll;
  }

  async #write() {
    const token = randomUUID();
    const before = Y.encodeStateVector(this.doc);
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(token)]);
    this.doc.getXmlFragment(this.world.contract.BOARD_ROOT).push([paragraph]);
    const update = Y.encodeStateAsUpdate(this.doc, before);
    if (await this.send('board.change', { pageId: this.pageId, update })) this.told.edits.push(token);
  }

  close() {
    this.#socket?.disconnect();
  }
}

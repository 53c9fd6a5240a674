/**
 * A trainee's browser: launches, opens runs and answers, and sends what was not acknowledged until it is. Answers follow
 * no plan: often what somebody was told to be right, else a guess, sometimes several at once as after a time offline.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { URLSearchParams } from 'node:url';
import { request } from 'undici';

const RETRY_MS = 40;
const LONGEST_THINKING_MS = 25;
const chance = (percent) => randomInt(100) < percent;
const oneOf = (list) => list[randomInt(list.length)];

/** The connection broke, or the server said that it cannot just now: nothing is known about the request. */
class Unknown extends Error {}

export class Trainee {
  #bearer = '';
  #enrolmentId = '';
  #device = randomUUID();
  #sequence = 0;

  constructor(world, person) {
    this.world = world;
    this.person = person;
  }

  /** Until the world says that it is over: launches now and then, and goes through one unit after the other. */
  async live() {
    const { world } = this;
    await this.launch(oneOf(world.links));
    while (!world.over) {
      if (chance(10)) await this.launch(oneOf(world.links));
      const unitId = oneOf(world.units);
      await this.#play(await this.#insist(() => this.#call('POST', '/api/runs', { enrolmentId: this.#enrolmentId, unitId, again: true })));
    }
  }

  /** Opens an activity of the course. A launch that broke off begins anew, as Moodle's launch ids work once. */
  launch(link) {
    return this.#insist(() => this.#launch(link));
  }

  async #play(run) {
    // in any order: else short rounds would see little but entry tasks and examples, which no grade comes from
    const open = shuffled(run.tasks.filter((task) => !task.closed));
    while (open.length > 0 && !this.world.over) {
      const tasks = open.splice(0, chance(15) ? 3 : 1);
      const outcomes = await this.#submit(tasks.map((one) => this.#answer(run, one, one.tries + 1)));
      for (const [i, one] of tasks.entries()) await this.#goOn(run, one, one.tries + 1, outcomes[i]);
      await wait(randomInt(LONGEST_THINKING_MS));
    }
  }

  /** A second try where there is one; an answer that could not be read is given again, another way. */
  async #goOn(run, one, lastTry, outcome) {
    let [given, last] = [lastTry, outcome];
    while (last && last.triesLeft > 0 && !this.world.over) {
      if (last.verdict !== 'unclear') given++;
      [last] = await this.#submit([this.#answer(run, one, given)]);
    }
    if (last?.solution) this.world.solutions.set(keyOf(one.task), last.solution);
  }

  #answer(run, { task, section }, tryNumber) {
    this.world.competences.set(task.exerciseId, task.competence);
    if (section === 'block' || section === 'mixed') this.world.counted.add(task.exerciseId);
    const known = this.world.solutions.get(keyOf(task));
    const body = {
      answerId: randomUUID(),
      runId: run.runId,
      exerciseId: task.exerciseId,
      try: tryNumber,
      aids: chance(10) ? ['hint'] : [],
      response: known && chance(70) ? known : guess(task.body),
      device: this.#device,
      sequence: this.#sequence++,
      clientTime: new Date().toISOString(),
    };
    this.world.journal.write(this.person.id, body);
    return body;
  }

  /** Sends answers until they are acknowledged; returns their outcomes. */
  async #submit(items) {
    const { journal } = this.world;
    const once = async () => {
      for (const item of items) journal.sent(item);
      this.world.answering++;
      try {
        const { items: replies } = await this.#call('POST', '/api/answers', { items });
        for (const reply of replies) journal.told(reply);
      } finally {
        this.world.answering--;
      }
    };
    await this.#insist(once);
    if (chance(5)) {
      journal.doubleSends++;
      await this.#insist(once);
    }
    return items.map(({ answerId }) => journal.answers.get(answerId).outcome);
  }

  async #launch(link) {
    const { site, url } = this.world;
    const cookies = new Map();
    const form = (path, fields) =>
      this.#send('POST', path, new URLSearchParams(fields).toString(), { 'content-type': 'application/x-www-form-urlencoded' }, cookies);
    let reply = await form('/lti/login', site.initiation(site.session(this.person).session, { link }));
    for (let hop = 0; hop < 2 && reply.location?.origin === url; hop++)
      reply = await this.#send('GET', reply.location.pathname + reply.location.search, undefined, {}, cookies);
    const [nonce, state] = ['nonce', 'state'].map((name) => reply.location?.searchParams.get(name) ?? '');
    reply = await form('/lti/launch', { id_token: site.sign(site.launchClaims({ person: this.person, link, nonce })), state });
    const code = new URLSearchParams(reply.location?.hash.slice(1)).get('code');
    if (code === null) throw new Error(`a launch was refused: ${reply.status} ${reply.text.slice(0, 300)}`);
    const session = await this.#call('POST', '/api/session', { code }, cookies);
    [this.#bearer, this.#enrolmentId] = [session.token, session.enrolmentId];
  }

  async #call(method, path, body, cookies) {
    const headers = {
      'content-type': 'application/json',
      origin: this.world.url,
      'x-lotse': '1',
      ...(this.#bearer ? { authorization: `Bearer ${this.#bearer}` } : {}),
    };
    const { status, text } = await this.#send(method, path, JSON.stringify(body), headers, cookies);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  }

  async #send(method, path, body, headers, cookies = new Map()) {
    const { world } = this;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    world.underWay++;
    try {
      const reply = await request(world.url + path, {
        method,
        body: body ?? null,
        headers: { ...headers, ...(cookie ? { cookie } : {}) },
        dispatcher: world.dispatcher,
      });
      const text = await reply.body.text();
      if (reply.statusCode === 503) throw new Unknown('not now');
      for (const set of [reply.headers['set-cookie'] ?? []].flat()) cookies.set(...set.split(';')[0].split(/=(.*)/s, 2));
      const { location } = reply.headers;
      return { status: reply.statusCode, text, location: location === undefined ? undefined : new URL(location, world.url) };
    } catch (cause) {
      throw cause instanceof Unknown || !isLost(cause) ? cause : new Unknown('the connection broke', { cause });
    } finally {
      world.underWay--;
    }
  }

  /** Does it again until something is known. */
  async #insist(story) {
    for (;;) {
      try {
        return await story();
      } catch (error) {
        if (!(error instanceof Unknown)) throw error;
        this.world.journal.lostReplies++;
        await wait(RETRY_MS + randomInt(RETRY_MS));
        await this.world.ready;
      }
    }
  }
}

const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
function isLost(error) {
  return LOST.has(error.code) || (error.errors ?? []).some(isLost);
}

/** A number task has other numbers in every run: what is right is known for the same text only. */
function keyOf(task) {
  return JSON.stringify([task.exerciseId, task.stem]);
}

function guess(body) {
  switch (body.kind) {
    case 'single-choice':
      return { kind: body.kind, choice: oneOf(body.options).id };
    case 'multiple-choice':
      return {
        kind: body.kind,
        choices: shuffled(body.options)
          .slice(0, body.pick)
          .map(({ id }) => id),
      };
    case 'number':
      return { kind: body.kind, text: String(randomInt(1, 2_000)) };
    case 'cloze':
      return { kind: body.kind, gaps: Object.fromEntries(body.gaps.map(({ id, options }) => [id, options ? oneOf(options) : 'Vertrag'])) };
    case 'matching':
      return { kind: body.kind, pairs: Object.fromEntries(body.left.map(({ id }) => [id, oneOf(body.right).id])) };
    case 'order':
      return { kind: body.kind, order: shuffled(body.items).map(({ id }) => id) };
    default:
      throw new Error(`a task of an unknown kind: ${body.kind}`);
  }
}

function shuffled(list) {
  const left = [...list];
  return list.map(() => left.splice(randomInt(left.length), 1)[0]);
}

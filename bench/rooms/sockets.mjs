/** Connections that cost the load little: `ws` alone, for our server with the framing of socket.io (engine.io 4) on top. */
import WebSocket from 'ws';
import { request } from 'node:http';

/** One of our server. `on.events(name, payload, attachment)` hears everything it says. */
export class OurSocket {
  #ws;
  #acks = new Map();
  #next = 0;
  #half = null;

  static async open({ url, origin, ticket, device, on }) {
    const one = new OurSocket();
    await one.#open(url, origin, { ticket, device }, on);
    return one;
  }

  #open(url, origin, auth, on) {
    return new Promise((done, failed) => {
      const ws = new WebSocket(`${url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, { origin, perMessageDeflate: false });
      this.#ws = ws;
      ws.on('error', failed);
      ws.on('message', (data, isBinary) => {
        if (isBinary) return this.#whole(data, on);
        const text = String(data);
        if (text[0] === '0') ws.send(`40${JSON.stringify(auth)}`);
        else if (text === '2') ws.send('3');
        else if (text.startsWith('44')) failed(new Error(text));
        else if (text.startsWith('43')) this.#acked(text.slice(2));
        else if (text.startsWith('42')) this.#said(JSON.parse(text.slice(2)), null, on, done);
        else if (text.startsWith('45')) this.#half = text.replace(/^45\d+-/, '');
      });
    });
  }

  #said([name, payload], attachment, on, done) {
    if (name === 'welcome') done?.();
    on(name, payload, attachment);
  }

  #whole(data, on) {
    const [name, payload] = JSON.parse(this.#half);
    on(name, payload, data);
  }

  #acked(text) {
    const [, id, rest] = /^(\d+)(.*)$/s.exec(text);
    this.#acks.get(id)?.(JSON.parse(rest)[0]);
    this.#acks.delete(id);
  }

  send(name, message) {
    return this.#emit((id) => this.#ws.send(`42${id}${JSON.stringify([name, message])}`));
  }

  /** A message whose `update` travels as bytes. */
  sendBytes(name, id, body, update) {
    const text = JSON.stringify([name, { id, body: { ...body, update: { _placeholder: true, num: 0 } } }]);
    return this.#emit((number) => {
      this.#ws.send(`451-${number}${text}`);
      this.#ws.send(update);
    });
  }

  #emit(go) {
    const id = String(this.#next++);
    return new Promise((done) => {
      this.#acks.set(id, done);
      go(id);
    });
  }

  close() {
    this.#ws.terminate();
  }
}

export class BareSocket {
  #ws;
  #acks = new Map();

  static open({ url, room, on }) {
    const one = new BareSocket();
    return new Promise((done, failed) => {
      const ws = new WebSocket(`${url.replace('http', 'ws')}/?room=${room}`, { perMessageDeflate: false });
      one.#ws = ws;
      ws.on('error', failed);
      ws.on('message', (data, isBinary) => {
        if (isBinary) return on('bytes', null, data);
        const message = JSON.parse(data);
        if (message === 'welcome') return done(one);
        if (message === 'ok') return;
        if (message.ack === undefined) return on('events', [message], null);
        one.#acks.get(message.ack)?.(message);
        one.#acks.delete(message.ack);
      });
    });
  }

  send(_, message) {
    return new Promise((done) => {
      this.#acks.set(message.id, done);
      this.#ws.send(JSON.stringify(message));
    });
  }

  sendBytes(_, __, ___, update) {
    this.#ws.send(update);
    return Promise.resolve(null);
  }

  close() {
    this.#ws.terminate();
  }
}

/** One ticket, over a connection that is kept. */
export function ticketFor(agent, { port, origin, token, enrolmentId, meetingId }) {
  return new Promise((done, failed) => {
    const headers = {
      origin,
      'x-lotse': '1',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': 2,
      host: new URL(origin).host,
    };
    const path = `/api/courses/${enrolmentId}/meetings/${meetingId}/ticket`;
    const asking = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () => (answer.statusCode === 200 ? done(JSON.parse(text).ticket) : failed(new Error(`${answer.statusCode} ${text}`))));
    });
    asking.on('error', failed);
    asking.end('{}');
  });
}

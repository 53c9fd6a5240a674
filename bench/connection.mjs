/** One keep-alive connection that sends prepared bytes and reads one reply at a time: costs little, so that the load takes no CPU from what is measured. */
import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

export class Connection {
  #socket;
  #rest = Buffer.alloc(0);
  #waiting = null;

  static open(port) {
    const connection = new Connection();
    return new Promise((done, failed) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.setNoDelay(true);
        socket.off('error', failed);
        connection.#use(socket);
        done(connection);
      });
      socket.once('error', failed);
    });
  }

  #use(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    const lost = (error) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting?.failed(error instanceof Error ? error : new Error('the server closed the connection'));
    };
    socket.on('error', lost);
    socket.on('close', lost);
  }

  /** Sends one request; returns { status, head, body }. */
  send(bytes) {
    return new Promise((done, failed) => {
      this.#waiting = { done, failed };
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #read(chunk) {
    this.#rest = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    const headEnd = this.#rest.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const head = this.#rest.latin1Slice(0, headEnd);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`a reply without content-length:\n${head}`);
    const end = headEnd + 4 + Number(length);
    if (this.#rest.length < end) return;
    const body = this.#rest.toString('utf8', headEnd + 4, end);
    this.#rest = this.#rest.subarray(end);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.done({ status: Number(head.slice(9, 12)), head, body });
  }
}

/** Bytes of a request; content-length is added. */
export function requestBytes(method, path, headers, body = '') {
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

export function openConnections(port, clients) {
  return Promise.all(Array.from({ length: clients }, () => Connection.open(port)));
}

/** Lets the connections work through `jobs`, each job on one connection from its first request to its last. */
export async function inParallel(connections, jobs, work) {
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await work(connection, job);
    }),
  );
}

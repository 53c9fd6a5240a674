import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from './problem.js';
import { isPublicAddress, SafeFetch } from './safe-fetch.js';

const BLOCKED = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://0.0.0.0/',
  'https://0/',
  'https://10.0.0.1/',
  'https://10.255.255.255/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://192.0.0.1/',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://198.51.100.7/',
  'https://203.0.113.9/',
  'https://224.0.0.1/',
  'https://239.255.255.250/',
  'https://240.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:169.254.169.254]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fec0::1]/',
  'https://[fc00::1]/',
  'https://[fd12:3456::1]/',
  'https://[ff02::1]/',
  'https://[2001:db8::1]/',
  'https://[2001::1]/',
  'https://[4000::1]/',
  'https://①②⑦.⓪.⓪.①/',
  'http://93.184.215.14/',
  'https://93.184.215.14:8443/',
  'https://user@93.184.215.14/',
  'https://user:pw@moodle.example/',
  'ftp://moodle.example/',
  'file:///etc/passwd',
  'https:///',
  'moodle.example',
];

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Problem ? error.code : `not a problem: ${String(error)}`;
  }
  return 'sent';
}

describe('addresses (T-13)', () => {
  const safe = new SafeFetch({ insecureLms: [] }, (host) => {
    throw new Error(`looked up ${host}`);
  });
  afterAll(() => safe.close());

  it.each(BLOCKED)('does not ask %s', async (address) => {
    expect(safe.mayAsk(address)).toBe(false);
    expect(await codeOf(safe.send(address))).toBe('fetch.blocked');
  });

  it('would ask public https addresses', () => {
    for (const address of ['https://moodle.example/', 'https://93.184.215.14/x', 'https://[2606:2800:220:1::1]/']) expect(safe.mayAsk(address)).toBe(true);
  });

  it.each(['127.0.0.1', '::1', '10.1.2.3', '::ffff:10.1.2.3', 'not an address'])('%s is not public', (text) => expect(isPublicAddress(text)).toBe(false));
});

describe('names', () => {
  it('refuses a name that leads to a private address, one of several too', async () => {
    for (const addresses of [['10.0.0.5'], ['93.184.215.14', '127.0.0.1'], ['::1'], []]) {
      const safe = new SafeFetch({ insecureLms: [] }, (_, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      );
      expect(await codeOf(safe.send('https://moodle.example/'))).toBe('fetch.blocked');
      await safe.close();
    }
  });

  it('asks the name server at each dial, so rebinding finds the check again', async () => {
    const answers = ['192.0.2.255', '127.0.0.1'];
    let dials = 0;
    const safe = new SafeFetch({ insecureLms: [] }, (_, done) => done(null, [{ address: answers[Math.min(dials++, 1)] ?? '', family: 4 }]));
    expect(await codeOf(safe.send('https://rebinding.example/'))).toBe('fetch.blocked');
    expect(await codeOf(safe.send('https://rebinding.example/'))).toBe('fetch.blocked');
    expect(dials).toBe(2);
    await safe.close();
  });

  it('tells a name nobody knows from a blocked one', async () => {
    const safe = new SafeFetch({ insecureLms: [] }, (host, done) => done(Object.assign(new Error(host), { code: 'ENOTFOUND' }), []));
    expect(await codeOf(safe.send('https://moodle.example/'))).toBe('fetch.failed');
    await safe.close();
  });
});

describe('a trusted origin', () => {
  let server: Server;
  let origin = '';
  let hits = 0;
  let safe: SafeFetch;
  beforeAll(async () => {
    server = createServer((req, res) => {
      hits++;
      if (req.url === '/redirect') return res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
      if (req.url === '/big') return res.end('x'.repeat(2_000_000));
      if (req.url === '/slow') return;
      if (req.url === '/drip') return res.write('x');
      if (req.url === '/cut') return req.socket.destroy();
      let body = '';
      req
        .on('data', (chunk: Buffer) => (body += chunk.toString()))
        .on('end', () => res.writeHead(201, { 'X-Seen': req.headers.accept ?? 'none' }).end(`${req.method} ${body}`));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    safe = new SafeFetch({ insecureLms: [origin] });
  });
  afterAll(async () => {
    await safe.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('is asked as it stands, with the headers given and no others', async () => {
    expect(await safe.send(`${origin}/x`, { method: 'POST', body: 'hallo', headers: { accept: 'text/x' } })).toMatchObject({
      status: 201,
      text: 'POST hallo',
      headers: { 'x-seen': 'text/x' },
    });
    expect((await safe.send(`${origin}/x`)).headers['x-seen']).toBe('none');
  });
  it('does not open its neighbour port or its other spelling', async () => {
    expect(await codeOf(safe.send('http://127.0.0.1:1/'))).toBe('fetch.blocked');
    expect(await codeOf(safe.send(origin.replace('127.0.0.1', 'localhost')))).toBe('fetch.blocked');
  });
  it('cannot lead elsewhere: a redirect is not followed', async () => {
    const before = hits;
    expect((await safe.send(`${origin}/redirect`)).status).toBe(302);
    expect(hits).toBe(before + 1);
  });
  it('is cut at 1 MB, at less where asked', async () => {
    expect(await codeOf(safe.send(`${origin}/big`))).toBe('fetch.too-large');
    expect(await codeOf(safe.send(`${origin}/x`, { maxBytes: 2 }))).toBe('fetch.too-large');
  });
  it.each(['/slow', '/drip'])('is left after the time allowed: %s', async (path) => {
    expect(await codeOf(safe.send(origin + path, { timeoutMs: 150 }))).toBe('fetch.timeout');
  });
  it('that hangs up is a failure', async () => expect(await codeOf(safe.send(`${origin}/cut`))).toBe('fetch.failed'));
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { freePort } from './ports.js';

export interface HttpsProxy {
  url: string;
  close(): void;
}

/** Speaks https with a certificate of its own in front of a server that speaks http, as an operator's proxy does. */
export async function openHttpsProxy(to: number): Promise<HttpsProxy> {
  const port = await freePort(['127.0.0.1', '::1']);
  const server = createServer(certificate(), (message, answer) => {
    const headers = { ...message.headers, 'x-forwarded-for': message.socket.remoteAddress ?? '', 'x-forwarded-proto': 'https' };
    const forward = request({ agent: false, host: 'localhost', port: to, method: message.method, path: message.url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    forward.on('error', () => answer.destroy());
    message.pipe(forward);
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((done) => server.listen(port, 'localhost', done));
  return {
    url: `https://localhost:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function certificate(): { key: Buffer; cert: Buffer } {
  const dir = mkdtempSync(`${tmpdir()}/lotse-cert-`);
  const [key, cert] = [`${dir}/key.pem`, `${dir}/cert.pem`];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...names], { stdio: 'ignore' });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(dir, { recursive: true });
  return pair;
}

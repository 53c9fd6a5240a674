/**
 * The load of the launch bench. People log in and launch in batches: between the two halves the clock stands still while
 * the demo LMS, in another process, signs the tokens. The clock of a launch is that of its requests to the tool.
 */
import { URLSearchParams } from 'node:url';
import { inParallel, openConnections, requestBytes } from '../connection.mjs';
import { quantile, rounded } from '../measure.mjs';

const [origin, port, clients] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const BATCH = 100;
const connections = await openConnections(port, clients);
const hearing = [];
process.on('message', (message) => {
  const heard = hearing.shift();
  if (heard) heard(message);
  else serve(message).catch(fail);
});
process.on('disconnect', () => process.exit(0));
process.send('ready');

function fail(error) {
  console.error(error.message);
  process.exit(1);
}

async function serve(people) {
  const [times, total] = [[], { ms: 0 }];
  for (let from = 0; from < people.length; from += BATCH) await oneBatch(people.slice(from, from + BATCH), times, total);
  times.sort((x, y) => x - y);
  process.send({
    launches: times.length,
    seconds: rounded(total.ms / 1000, 3),
    per_second: rounded((times.length / total.ms) * 1000, 1),
    p50_ms: rounded(quantile(times, 0.5)),
    p99_ms: rounded(quantile(times, 0.99)),
  });
}

async function oneBatch(people, times, total) {
  const logins = people.map(({ person, initiation }) => ({ person, ...browser(), body: new URLSearchParams(initiation).toString() }));
  await timed(total, () => inParallel(connections, logins, login));
  const tokens = await sign(logins.map(({ person, nonce }) => ({ person, nonce })));
  for (const [i, one] of logins.entries()) one.body = new URLSearchParams({ id_token: tokens[i], state: one.state }).toString();
  await timed(total, () => inParallel(connections, logins, launch));
  times.push(...logins.map((one) => one.ms));
}

function sign(wanted) {
  const signed = new Promise((done) => {
    hearing.push(done);
  });
  process.send({ sign: wanted });
  return signed;
}

async function timed(total, work) {
  const start = performance.now();
  await work();
  total.ms += performance.now() - start;
}

/** A browser that comes for the first time: no cookies yet. */
const browser = () => ({ cookies: new Map(), ms: 0 });

/** From the platform's call to the authentication request, over the tool's own redirects. */
async function login(connection, one) {
  let reply = await send(connection, one, 'POST', '/lti/login', one.body);
  let to = locationOf(reply);
  for (let hop = 0; hop < 3 && to.origin === origin; hop++) {
    reply = await send(connection, one, 'GET', to.pathname + to.search);
    to = locationOf(reply);
  }
  [one.nonce, one.state] = [to.searchParams.get('nonce'), to.searchParams.get('state')];
  if (!one.nonce || !one.state) throw new Error(`a login was refused: ${reply.status} ${reply.body.slice(0, 300)}`);
}

/** To the redirect that only a proved launch gets. */
async function launch(connection, one) {
  const reply = await send(connection, one, 'POST', '/lti/launch', one.body);
  const to = locationOf(reply);
  if (reply.status >= 400 || !/[?&#](ltik|code)=/.test(to.href)) throw new Error(`a launch was refused: ${reply.status} ${reply.body.slice(0, 300)}`);
}

async function send(connection, one, method, path, body = '') {
  const cookie = [...one.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const bytes = requestBytes(
    method,
    path,
    {
      host: new URL(origin).host,
      connection: 'keep-alive',
      ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(cookie ? { cookie } : {}),
    },
    body,
  );
  const sent = performance.now();
  const reply = await connection.send(bytes);
  one.ms += performance.now() - sent;
  for (const [, name, value] of reply.head.matchAll(/\r\nset-cookie: *([^=;]+)=([^;\r]*)/gi)) one.cookies.set(name, value);
  return reply;
}

function locationOf({ head }) {
  return new URL(/\r\nlocation: *([^\r\n]+)/i.exec(head)?.[1] ?? '/', origin);
}

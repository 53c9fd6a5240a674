/** The load, in a process of its own: 64 trainees at a time, each answering their tasks one after the other. */
import { readFileSync } from 'node:fs';
import { inParallel, openConnections, requestBytes } from '../connection.mjs';
import { quantile, rounded } from '../measure.mjs';

const [planFile, port, clients] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const plan = JSON.parse(readFileSync(planFile, 'utf8'));

const prepared = (people) =>
  people.map(({ bearer, answers }) =>
    answers.map(({ item }) =>
      requestBytes(
        'POST',
        '/api/answers',
        {
          host: new URL(plan.origin).host,
          origin: plan.origin,
          'x-lotse': '1',
          authorization: `Bearer ${bearer}`,
          'content-type': 'application/json',
          connection: 'keep-alive',
        },
        JSON.stringify({ items: [item] }),
      ),
    ),
  );

async function run(jobs) {
  const times = [];
  const connections = await openConnections(port, clients);
  const start = performance.now();
  await inParallel(connections, jobs, async (connection, requests) => {
    for (const bytes of requests) {
      const sent = performance.now();
      const { status, body } = await connection.send(bytes);
      times.push(performance.now() - sent);
      if (status !== 200 || !body.includes('"outcome"')) throw new Error(`an answer was refused: ${status} ${body.slice(0, 300)}`);
    }
  });
  const seconds = (performance.now() - start) / 1000;
  for (const connection of connections) connection.close();
  times.sort((x, y) => x - y);
  return {
    answers: times.length,
    seconds: rounded(seconds, 3),
    per_second: Math.round(times.length / seconds),
    p50_ms: rounded(quantile(times, 0.5)),
    p99_ms: rounded(quantile(times, 0.99)),
  };
}

const jobs = { warmUp: prepared(plan.warmUp), measured: prepared(plan.measured) };
process.on('message', (part) =>
  run(jobs[part]).then(
    (result) => process.send(result),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  ),
);
process.on('disconnect', () => process.exit(0));
process.send('ready');

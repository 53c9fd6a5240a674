/**
 * What Lotse is compared with: node:http and pg, no framework, no validation, marking by look-up. Way `a` stores an
 * answer by one function call in one message; way `b` reads, decides and writes in two messages with Lotse's own
 * statements, under the role and the row-level security that Lotse works under.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';
import { look, writeStatement } from '../../dist/libs/learning/answers.queries.js';
import { berlinDay, nextMastery } from '../../dist/libs/learning/mastery.js';
import { nextRun } from '../../dist/libs/learning/next-run.js';
import { oweStatement } from '../../dist/libs/lti/grades/owe.js';
import { serving } from '../serving.mjs';
import { CALL } from './submit-answer.mjs';

const [way, port, databaseUrl, planFile] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, 'utf8'));
const everybody = [...plan.measured, ...plan.warmUp];
const personOf = new Map(everybody.map(({ bearer, person }) => [`Bearer ${bearer}`, person]));
const knownOf = new Map(everybody.flatMap(({ answers }) => answers.map(({ item, known }) => [item.answerId, known])));
const { tenant, modules } = plan;

const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, ...(way === 'b' ? { pipeline: true, options: '-c role=lotse_app' } : {}) });

async function oneMessage(person, item) {
  const known = knownOf.get(item.answerId);
  await pool.query({
    name: 'bench-submit',
    text: CALL,
    values: [
      tenant,
      person,
      item.answerId,
      item.runId,
      item.exerciseId,
      known.rev,
      known.seed,
      known.shuffle,
      JSON.stringify(item.response),
      known.score,
      JSON.stringify(known.parts),
      known.verdict,
      known.competence,
      known.typed,
      known.markingVersion,
      item.device,
      item.sequence,
      item.clientTime,
      new Date(),
    ],
  });
  return known;
}

async function twoMessages(person, item) {
  const known = knownOf.get(item.answerId);
  const now = new Date();
  const client = await pool.connect();
  try {
    const begun = client.query(
      `begin; set local app.person = '${person}'; set local app.tenant = '${tenant}'; set local app.now = '${now.toISOString()}'; select pg_advisory_xact_lock(hashtextextended('${person}', 1))`,
    );
    const tx = { query: async (statement) => (await client.query(statement)).rows };
    const seen = await look(tx, { tenant, person, runId: item.runId, exerciseId: item.exerciseId, competence: known.competence, answerId: item.answerId });
    await begun;
    const { write, owed } = decide(person, item, known, seen, now);
    await Promise.all([client.query(write), client.query(owed), client.query('commit')]);
    return known;
  } finally {
    client.release();
  }
}

function decide(person, item, known, { run, mastery }, now) {
  const right = known.verdict === 'right';
  const standing = { total: run.total, done: run.done, points: run.points, firstRight: run.first_right, wrongStreak: run.wrong_streak };
  const write = writeStatement({
    key: { tenant, person, run: run.id, unitId: run.unit_id, package: run.package },
    answer: item,
    drawn: known,
    marked: known,
    evidence: true,
    markingVersion: known.markingVersion,
    exercise: known,
    next: nextRun(standing, { first: true, closed: right, right, score: known.score }, now),
    mastery: nextMastery(mastery, { on: berlinDay(now), right, typed: known.typed }, now),
    now,
  });
  return { write, owed: oweStatement({ tenant, person, unitId: run.unit_id, now, modules }) };
}

const store = way === 'a' ? oneMessage : twoMessages;

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => {
    text += chunk;
  });
  request.on('end', async () => {
    const [status, reply] = await answer(request.headers.authorization, text).catch((error) => [500, { error: error.message }]);
    const body = JSON.stringify(reply);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});

async function answer(authorization, text) {
  const person = personOf.get(authorization);
  if (!person) return [401, {}];
  const {
    items: [item],
  } = JSON.parse(text);
  const { verdict, score } = await store(person, item);
  return [200, { items: [{ answerId: item.answerId, outcome: { verdict, score } }] }];
}

server.listen(Number(port), '127.0.0.1', serving);

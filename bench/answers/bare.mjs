/**
 * What Lotse is compared with: node:http and pg, no framework, no validation, marking by look-up. Way `a` stores an
 * answer by one function call in one message; way `b` reads before each answer, decides, and writes with Lotse's own
 * statements: two messages, under the role and the row-level security that Lotse works under.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';
import { writeStatement } from '../../dist/libs/learning/answers/answers.queries.js';
import { germanDay } from '../../dist/libs/contract/index.js';
import { nextMastery } from '../../dist/libs/learning/mastery.js';
import { nextRun } from '../../dist/libs/learning/runs/next-run.js';
import { oweStatement } from '../../dist/libs/lti/grades/owe.queries.js';
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
    const values = [tenant, person, item.runId, item.exerciseId, known.competence, item.answerId];
    const seen = await client.query({ name: 'bench-look', text: LOOK, values });
    await begun;
    const { write, owed } = decide(person, item, known, seen.rows[0], now);
    await Promise.all([client.query(write), client.query(owed), client.query('commit')]);
    return known;
  } finally {
    client.release();
  }
}

function decide(person, item, known, run, now) {
  const right = known.verdict === 'right';
  const standing = { total: run.total, done: run.done, points: run.points, firstRight: run.first_right, wrongStreak: run.wrong_streak, waiting: run.waiting };
  const write = writeStatement({
    key: { tenant, person, run: run.id, unitId: run.unit_id, package: run.package },
    answer: item,
    aids: item.aids,
    task: known,
    hardToGuess: known.typed,
    marked: known,
    evidence: true,
    graded: true,
    markingVersion: known.markingVersion,
    exercise: known,
    next: nextRun(standing, { first: true, closed: right, right, score: known.score, counts: true, waits: false }, now),
    mastery: nextMastery(masteryOf(run), { on: germanDay(now), right, typed: known.typed }, now),
    basis: { version: run.version, masteryAt: run.m_updated_at },
    now,
  });
  return { write, owed: oweStatement({ tenant, person, unitId: run.unit_id, now, modules }) };
}

/** What one answer needs and no more; Lotse looks wider, and less often. */
const LOOK = `select r.id, r.unit_id, r.package, r.total, r.done, r.points, r.first_right, r.wrong_streak, r.waiting, r.version, r.finished_at,
    coalesce((select json_agg(json_build_object('id', a.id, 'exercise_id', a.exercise_id, 'try', a.try, 'response', a.response, 'verdict', a.verdict))
      from answer a where a.tenant = $1 and ((a.run = $3 and a.exercise_id = $4) or (a.person = $2 and a.id = $6))), '[]'::json) as given,
    m.state as m_state, m.recent as m_recent, m.evidence as m_evidence, m.secure_since as m_secure_since, m.updated_at as m_updated_at,
    (select max(b.answered_at) from answer b where b.tenant = $1 and b.person = $2 and b.exercise_id = $4) as seen_before
  from unit_run r left join mastery m on m.person = $2 and m.competence = $5
  where r.tenant = $1 and r.id = $3 and r.person = $2`;

function masteryOf(row) {
  return row.m_state === null ? null : { state: row.m_state, recent: row.m_recent, evidence: row.m_evidence, secureSince: row.m_secure_since };
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

/**
 * Makes the database that every round is copied from, and the answers that every way is sent: people who have launched
 * and opened a run each, their bearers, and for each of their tasks one request body. Writes the plan to a file.
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { publishContent } from '../../dist/apps/server/content-at-start.js';
import { DemoVisitor } from '../../dist/apps/server/demo-visitor.js';
import { Db } from '../../dist/libs/base/index.js';
import { CatalogService } from '../../dist/libs/catalog/index.js';
import { drawFor } from '../../dist/libs/learning/index.js';
import { mark, MARKING_VERSION, solve, wrongAnswer } from '../../dist/libs/marking/index.js';
import { openLms, openServer, register, TENANT, UNIT } from '../people.mjs';

const [file, lmsPort, measured, warmUp] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const AT_ONCE = 8;
/** One in five first tries is wrong. */
const isWrong = (person, task) => (person * 7 + task * 3) % 5 === 0;

function wrongResponse(exercise, right, drawn) {
  const guess = wrongAnswer(exercise, drawn);
  return mark(exercise, guess, drawn).score === 0 ? guess : right;
}

/** A request item, and all that is needed to store it without marking it: what the bare servers look up. */
function answerTo(exercise, run, who, { number, position, section }) {
  const drawn = drawFor(run.seed, exercise);
  const right = solve(exercise, drawn).solution;
  const response = isWrong(who, number) ? wrongResponse(exercise, right, drawn) : right;
  const { verdict, score, parts } = mark(exercise, response, drawn);
  return {
    item: {
      answerId: randomUUID(),
      runId: run.id,
      exerciseId: exercise.id,
      try: 1,
      aids: [],
      response,
      device: 'bench',
      sequence: number,
      clientTime: new Date().toISOString(),
    },
    known: {
      verdict,
      score,
      parts,
      rev: exercise.rev,
      seed: drawn.seed,
      shuffle: drawn.shuffle,
      ...{ position, section, mode: 'practice' },
      package: run.package,
      unitId: UNIT,
      competence: exercise.competence,
      typed: ['number', 'cloze'].includes(exercise.body.kind),
      markingVersion: MARKING_VERSION,
    },
  };
}

const { started, settings } = await openServer();
const lms = await openLms({ port: settings.port, lmsPort, people: measured + warmUp });
const [site] = lms.sites;
await register(started, site);
await publishContent(started.app, started.base.log, started.base.settings.dataDir);
const db = started.app.get(Db);

async function enter(number) {
  const visitor = new DemoVisitor(started.app, settings, site);
  await visitor.launch(`p${number}`, 'unit');
  const { runId, tasks } = await visitor.call('POST', '/api/runs', { enrolmentId: visitor.enrolmentId, unitId: UNIT });
  const [run] = await db.job(TENANT, (tx) => tx.query('select id, person, package, seed from unit_run where id = $1', [runId]));
  const unit = await db.job(TENANT, (tx) => started.app.get(CatalogService).package(tx, run.package));
  // the tasks of the run that count: the package holds those of later days, too, and what comes before the block changes no grade
  const counted = tasks.filter(({ section }) => section === 'block' || section === 'mixed');
  const answers = counted.map((one, task) => {
    const exercise = unit.exercises.find(({ id }) => id === one.task.exerciseId);
    return answerTo(exercise, run, number, { number: task, position: tasks.indexOf(one), section: one.section });
  });
  return { bearer: visitor.token, person: run.person, answers };
}

const people = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async (_, lane) => {
    for (let number = lane; number < measured + warmUp; number += AT_ONCE) people[number] = await enter(number);
  }),
);
const plan = { tenant: TENANT, modules: await modulesOf(), origin: settings.url, measured: people.slice(0, measured), warmUp: people.slice(measured) };
writeFileSync(file, JSON.stringify(plan));
process.send({ tasks: people[0].answers.length });
process.exit(0);

async function modulesOf() {
  const unit = await db.job(TENANT, (tx) => started.app.get(CatalogService).unit(tx, TENANT, UNIT));
  return [{ moduleId: unit.package.moduleId, units: unit.package.moduleUnits }];
}

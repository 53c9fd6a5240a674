import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { germanDay, type LearningSummary } from '#lotse/contract';
import { gradeOf } from './grade.js';
import { periodBefore, type Period } from './period.js';
import { masteryOf } from './runs/runs.queries.js';
import { selfStudyMinutes } from './self-study.js';

interface RunUpTo {
  id: string;
  unitId: string;
  package: string;
  total: number;
  startedAt: Date;
  finishedAt: Date | null;
  answered: number;
  right: number;
  points: number;
  lastAt: Date;
  here: boolean;
}
interface Given {
  run: string;
  example: boolean;
  first: boolean;
  right: boolean;
  at: Date;
}

/** An answer that people mark: by its newest mark, dated by the answer; as long as nobody has read it, it is neither right nor wrong. */
const BY_HAND = `left join lateral (select m.score from hand_mark m where a.verdict = 'manual' and m.tenant = a.tenant and m.person = a.person and m.answer = a.id order by m.seq desc limit 1) h on true`;
const RIGHT = `(a.verdict = 'right' or coalesce(h.score >= 0.75, false))`;
/** First tries of tasks that count: entry tasks and worked examples change no number that is reported. */
const COUNTED = `a.try = 1 and coalesce(a.section, 'block') not in ('entry', 'example')`;

/** Only what was answered before the end counts, so that the same question later has the same answer; test persons are left out. */
const RUNS = `select r.id, r.unit_id as "unitId", r.package, r.total, r.started_at as "startedAt", case when r.finished_at < $4 then r.finished_at end as "finishedAt",
    count(*) filter (where ${COUNTED})::int as answered, count(*) filter (where ${COUNTED} and ${RIGHT})::int as right,
    coalesce(sum(coalesce(h.score, a.score)) filter (where ${COUNTED}), 0)::float8 as points, max(a.answered_at) as "lastAt", bool_or(a.answered_at >= $3) as here
  from unit_run r join enrolment e on e.tenant = r.tenant and e.id = r.enrolment and not e.test join answer a on a.tenant = r.tenant and a.run = r.id ${BY_HAND}
  where r.tenant = $1 and r.person = $2 and r.kind = 'own' and a.answered_at < $4 group by r.tenant, r.id`;
const GIVEN = `select a.run, coalesce(a.section = 'example', false) as example, ${COUNTED} and (a.verdict <> 'manual' or h.score is not null) as first, ${RIGHT} as right, a.answered_at as at from answer a ${BY_HAND} join unit_run r on r.tenant = a.tenant and r.id = a.run
  join enrolment e on e.tenant = r.tenant and e.id = r.enrolment and not e.test where r.kind <> 'room' and a.tenant = $1 and a.person = $2 and a.answered_at >= $3 and a.answered_at < $4`;

/** What somebody has learnt in a period, for those who report it. */
@Injectable()
export class ProgressService {
  constructor(private readonly catalog: CatalogService) {}

  /**
   * Units worked in during the period (their newest run there, up to its end), best grades until then, practice by days, answers
   * and minutes, first tries right in per cent of this and the period before. Competences stand as they are now. Null: nobody
   * who can learn, because the person has come as a test person only.
   */
  async progress(tx: EntityManager, who: { tenant: string; person: string }, period: Period): Promise<LearningSummary | null> {
    const [enrolment] = await tx.query<{ one: number }[]>(`select 1 as one from enrolment where tenant = $1 and person = $2 and not test limit 1`, [
      who.tenant,
      who.person,
    ]);
    if (!enrolment) return null;
    const before = periodBefore(period);
    const runs = await tx.query<RunUpTo[]>(RUNS, [who.tenant, who.person, period.from, period.to]);
    const given = await tx.query<Given[]>(GIVEN, [who.tenant, who.person, before, period.to]);
    const here = given.filter((one) => one.at >= period.from);
    const newest = newestHere(runs);
    return {
      units: await this.units(tx, runs, newest),
      competences: await this.competences(tx, who.person, newest),
      days: new Set(here.map((one) => germanDay(one.at))).size,
      answers: here.filter((one) => !one.example).length,
      selfStudyMinutes: selfStudyMinutes([
        ...here.map((one) => one.at),
        ...runs.map((run) => run.startedAt).filter((at) => at >= period.from && at < period.to),
      ]),
      firstTryRight: percentRight(here),
      firstTryRightBefore: percentRight(given.filter((one) => one.at < period.from)),
    };
  }

  private async units(tx: EntityManager, runs: RunUpTo[], newest: RunUpTo[]): Promise<LearningSummary['units']> {
    const units: LearningSummary['units'] = [];
    for (const run of newest) {
      const unit = await this.catalog.package(tx, run.package);
      const grades = runs.filter((one) => one.unitId === run.unitId).map((one) => gradeOf(one.points, one.total));
      units.push({
        unitId: run.unitId,
        title: unit.title.de,
        moduleTitle: unit.moduleTitle.de,
        state: run.finishedAt ? 'finished' : 'going',
        done: run.answered,
        total: run.total,
        firstTryRight: run.right,
        grade: grades.length ? Math.max(...grades) : null,
        lastOn: germanDay(run.lastAt),
      });
    }
    return units.sort((a, b) => (a.lastOn + a.unitId < b.lastOn + b.unitId ? -1 : 1));
  }

  private async competences(tx: EntityManager, person: string, runs: RunUpTo[]): Promise<LearningSummary['competences']> {
    const states = await masteryOf(tx, person);
    const known = new Map<string, LearningSummary['competences'][number]>();
    for (const run of runs) {
      for (const { id, title } of (await this.catalog.package(tx, run.package)).competences) {
        const state = states.get(id)?.state;
        if (state) known.set(id, { competence: id, title: title.de, state });
      }
    }
    return [...known.values()].sort((a, b) => (a.competence < b.competence ? -1 : 1));
  }
}

function newestHere(runs: RunUpTo[]): RunUpTo[] {
  const newest = new Map<string, RunUpTo>();
  for (const run of runs.filter((one) => one.here).sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())) newest.set(run.unitId, run);
  return [...newest.values()];
}

function percentRight(given: readonly Given[]): number | null {
  const first = given.filter((one) => one.first);
  return first.length ? Math.round((first.filter((one) => one.right).length / first.length) * 100) : null;
}

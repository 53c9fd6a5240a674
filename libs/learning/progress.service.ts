import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { germanDay, type LearningSummary } from '#lotse/contract';
import { gradeOf } from './grade.js';
import { periodBefore, type Period } from './period.js';
import { givenBetween, isEnrolled, runsUpTo, type Given, type RunUpTo } from './progress.queries.js';
import { masteryOf } from './runs/runs.queries.js';
import { selfStudyMinutes } from './self-study.js';

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
    if (!(await isEnrolled(tx, who.tenant, who.person))) return null;
    const { tenant, person } = who;
    const runs = await runsUpTo(tx, { tenant, person, ...period });
    const given = await givenBetween(tx, { tenant, person, from: periodBefore(period), to: period.to });
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

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService, chooseTasks } from '#lotse/catalog';
import { Clock, Db, Problem } from '#lotse/base';
import type { ExamArea, ExamAttemptCard, ExamForm, PackedForm, UnitPackage } from '#lotse/contract';
import { enrolmentOf, type Me } from '#lotse/people';
import { ExamEndService } from './exam-end.service.js';
import { minutesOf, secondsLeft } from './exam-rules.js';
import { countGiven, endedAttempts, lastResults, openAttempts, resultsInCourse, type AttemptRow, type Whose } from './exams.queries.js';

const MOST_ON_PERSON_PAGE = 10;

/** Attempts that go on, and of each form the newest that has a result. */
interface Standing {
  running: AttemptRow[];
  results: AttemptRow[];
}

/** Which mock exams there are, under which conditions, and what somebody has reached in them. */
@Injectable()
export class ExamFormsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly catalog: CatalogService,
    private readonly ending: ExamEndService,
  ) {}

  /** Problem: enrolment.unknown. */
  async all(me: Me, enrolmentId: string): Promise<{ forms: ExamForm[] }> {
    enrolmentOf(me, enrolmentId, 'trainee');
    await this.ending.closeOver(me);
    return this.db.as(me, async (tx) => {
      const units = await this.units(tx, me.tenant);
      const standing = await this.standing(tx, me);
      const forms: ExamForm[] = [];
      for (const form of this.catalog.forms) if (this.canBeFilled(form, units)) forms.push(await this.show(tx, me, form, standing));
      return { forms };
    });
  }

  /** With its attempts. Problems: enrolment.unknown, exam.unknown. */
  async one(me: Me, enrolmentId: string, formId: string, { page, size }: { page: number; size: number }) {
    enrolmentOf(me, enrolmentId, 'trainee');
    await this.ending.closeOver(me);
    return this.db.as(me, async (tx) => {
      const form = await this.form(tx, me.tenant, formId);
      const { rows, total } = await endedAttempts(tx, me, formId, { offset: (page - 1) * size, limit: size });
      return { form: await this.show(tx, me, form, await this.standing(tx, me)), attempts: rows.map(attemptCard), total, page, size };
    });
  }

  /** Problem: exam.unknown, also where this tenant has not published what it asks. */
  async form(tx: EntityManager, tenant: string, formId: string): Promise<PackedForm> {
    const form = this.catalog.forms.find(({ id }) => id === formId);
    if (!form || !this.canBeFilled(form, await this.units(tx, tenant))) throw new Problem('not-found', 'exam.unknown');
    return form;
  }

  /** For those who teach the course it was begun from: what has a result, never what goes on. */
  async ofPerson(tx: EntityManager, whose: Whose, courseId: string): Promise<ExamAttemptCard[]> {
    return (await resultsInCourse(tx, whose, courseId, MOST_ON_PERSON_PAGE)).map(attemptCard);
  }

  /** More time may be had until the first attempt has a result. */
  async mayBeLonger(tx: EntityManager, me: Whose, form: Pick<PackedForm, 'id' | 'longerFirst'>): Promise<boolean> {
    return form.longerFirst !== null && !(await lastResults(tx, me)).some(({ formId }) => formId === form.id);
  }

  private async units(tx: EntityManager, tenant: string): Promise<Map<string, UnitPackage>> {
    return new Map((await this.catalog.offered(tx, tenant)).map((unit) => [unit.unitId, unit.package]));
  }

  private canBeFilled(form: PackedForm, units: ReadonlyMap<string, UnitPackage>): boolean {
    return chooseTasks(form, units, { seed: 1, seen: new Map(), now: this.clock.now() }) !== null;
  }

  private async standing(tx: EntityManager, me: Whose): Promise<Standing> {
    return { running: await openAttempts(tx, me), results: await lastResults(tx, me) };
  }

  private async show(tx: EntityManager, me: Whose, form: PackedForm, { running, results }: Standing): Promise<ExamForm> {
    const open = running.find(({ formId }) => formId === form.id);
    const last = results.find(({ formId }) => formId === form.id);
    const areas = areasOf(form);
    return {
      formId: form.id,
      ...{ title: form.title, about: form.about, minutes: form.minutes, scale: form.scale, areas },
      tasks: areas.reduce((all, { tasks }) => all + tasks, 0),
      longerMinutes: form.longerFirst !== null && !last ? minutesOf(form, true) : null,
      open: open ? await this.showOpen(tx, me, open) : null,
      last: last ? attemptCard(last) : null,
    };
  }

  private async showOpen(tx: EntityManager, me: Whose, { run, startedAt, endsAt, plan }: AttemptRow): Promise<NonNullable<ExamForm['open']>> {
    return {
      attemptId: run,
      startedAt: startedAt.toISOString(),
      endsAt: endsAt.toISOString(),
      secondsLeft: secondsLeft(endsAt, this.clock.now()),
      answered: await countGiven(tx, me.tenant, run),
      tasks: plan.length,
    };
  }
}

export function areasOf({ areas }: Pick<PackedForm, 'areas'>): ExamArea[] {
  return areas.map(({ id, title, minutes, slots }) => ({
    ...{ areaId: id, title, minutes },
    tasks: slots.reduce((all, slot) => all + slot.tasks, 0),
    points: slots.reduce((all, slot) => all + slot.tasks * slot.points, 0),
  }));
}

/** Of an attempt that was ended. */
function attemptCard({ run, form, ended, startedAt, endedAt, longer, points, grade, passed, areas }: AttemptRow): ExamAttemptCard {
  return {
    ...{ attemptId: run, formId: form.id, title: form.title, state: ended ?? 'running', longer, points, grade, passed },
    startedAt: startedAt.toISOString(),
    endedAt: (endedAt ?? startedAt).toISOString(),
    areas: (areas ?? []).map(({ areaId, title, points: reached, of }) => ({ areaId, title, points: reached, of })),
  };
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Db, Problem } from '#lotse/base';
import type { InboxAnswer, InboxItem, InboxPage, InboxWish, PackedExercise, UnitPackage } from '#lotse/contract';
import { handSheet, valuesFor, viewTask } from '#lotse/marking';
import { PeopleService, enrolmentOf, type Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { outcomeOf } from '../runs/outcome.js';
import { excerpt, plainText } from '../plain-text.js';
import { HandReader } from './hand-reader.js';
import { handAnswer, inboxCounts, inboxRows, nextAfter, type HandRow, type InCourse } from './hand.queries.js';

const EXCERPT = 120;

/** Answers that wait for somebody who reads them, for those who teach the course. */
@Injectable()
export class InboxService {
  constructor(
    private readonly db: Db,
    private readonly catalog: CatalogService,
    private readonly people: PeopleService,
    private readonly reader: HandReader,
  ) {}

  page(me: Me, enrolmentId: string, { page, size, ...wish }: InboxWish & { page: number; size: number }): Promise<InboxPage> {
    const here = courseOf(me, enrolmentId);
    return this.db.as(me, async (tx) => {
      const { rows, total } = await inboxRows(tx, here, wish, { offset: (page - 1) * size, limit: size });
      const { waiting, left, units, people } = await inboxCounts(tx, here);
      const known = await this.people.displayNames(tx, me.tenant, [...new Set([...people, ...rows.flatMap((row) => [row.person, row.marker ?? row.person])])]);
      const items: InboxItem[] = [];
      for (const row of rows) items.push(await this.item(tx, row, known));
      return {
        ...{ items, total, page, size, waiting, left },
        units: await this.titles(tx, me.tenant, units, rows),
        people: people.map((personId) => ({ personId, name: known.get(personId) ?? '' })).sort((a, b) => a.name.localeCompare(b.name, 'de')),
      };
    });
  }

  count(me: Me, enrolmentId: string): Promise<{ waiting: number }> {
    const here = courseOf(me, enrolmentId);
    return this.db.as(me, async (tx) => ({ waiting: (await inboxCounts(tx, here)).waiting }));
  }

  /** Problems: enrolment.unknown, answer.unknown. */
  answer(me: Me, enrolmentId: string, at: { personId: string; answerId: string }, wish: InboxWish): Promise<InboxAnswer> {
    const here = courseOf(me, enrolmentId);
    return this.db.as(me, async (tx) => {
      const row = await handAnswer(tx, here, at.personId, at.answerId);
      if (!row) throw new Problem('not-found', 'answer.unknown');
      const { unit, exercise } = await this.taskOf(tx, row);
      const drawn = drawFor(row.runSeed, exercise);
      const whose = { tenant: me.tenant, person: row.person };
      const [given = row] = await this.reader.complete(tx, whose, [row], () => ({ exercise, seed: drawn.seed }));
      const sheet = handSheet(exercise, valuesFor(exercise, drawn.seed)) ?? { criteria: [], points: [], model: '' };
      return {
        ...at,
        name: await this.people.displayName(tx, me.tenant, row.person),
        unit: unit.title.de,
        answer: {
          ...{ answerId: row.id, at: row.at.toISOString(), try: row.try, aids: row.aids, response: given.response },
          task: viewTask(exercise, unit, drawn),
          outcome: outcomeOf(exercise, drawn, given, { done: 0, total: 0, finished: false, mastery: 'practising', tries: 1 }),
        },
        ...sheet,
        marks: await this.reader.marks(tx, whose, [row.id]),
        closed: !row.here ? 'left' : row.held ? null : 'gone',
        next: await nextAfter(tx, here, wish, row),
        waiting: (await inboxCounts(tx, here)).waiting,
      };
    });
  }

  private async item(tx: EntityManager, row: HandRow, names: ReadonlyMap<string, string>): Promise<InboxItem> {
    const { unit, exercise } = await this.taskOf(tx, row);
    const { stem } = viewTask(exercise, unit, drawFor(row.runSeed, exercise));
    const author = row.marker === null ? '' : (names.get(row.marker) ?? '');
    return {
      ...{ personId: row.person, answerId: row.id, name: names.get(row.person) ?? '', at: row.at.toISOString() },
      ...{ unitId: row.unitId, unit: unit.title.de, exerciseId: row.exerciseId, stem: excerpt(plainText(stem.standard), EXCERPT) },
      kind: exercise.body.kind as InboxItem['kind'],
      marked: row.markedAt === null ? null : { at: row.markedAt.toISOString(), author, score: row.score ?? 0 },
    };
  }

  /** With the package of its time. */
  private async taskOf(tx: EntityManager, row: Pick<HandRow, 'package' | 'exerciseId'>): Promise<{ unit: UnitPackage; exercise: PackedExercise }> {
    const unit = await this.catalog.package(tx, row.package);
    const exercise = unit.exercises.find((one) => one.id === row.exerciseId);
    if (!exercise) throw new Error('an answer without its exercise');
    return { unit, exercise };
  }

  /** Titles of units; one that was withdrawn is still named as in its package. */
  private async titles(tx: EntityManager, tenant: string, ids: readonly string[], rows: readonly HandRow[]): Promise<InboxPage['units']> {
    const titles: InboxPage['units'] = [];
    for (const unitId of ids) {
      const published = await this.catalog.unit(tx, tenant, unitId);
      const row = rows.find((one) => one.unitId === unitId);
      const unit = published?.package ?? (row && (await this.catalog.package(tx, row.package)));
      if (unit) titles.push({ unitId, title: unit.title.de });
    }
    return titles.sort((a, b) => a.title.localeCompare(b.title, 'de'));
  }
}

export function courseOf(me: Me, enrolmentId: string): InCourse {
  return { tenant: me.tenant, courseId: enrolmentOf(me, enrolmentId, 'teacher', 'tutor').courseId };
}

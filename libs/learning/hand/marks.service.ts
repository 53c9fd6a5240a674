import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { CatalogService } from '#lotse/catalog';
import { Audit, Clock, Db, Problem, Seal } from '#lotse/base';
import { isBlank, type HandMark, type MarkWish, type PackedExercise } from '#lotse/contract';
import { handScore, handSheet, rubricFault, valuesFor } from '#lotse/marking';
import { type Me } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { tenantKey } from './answer-texts.js';
import { CarryMark } from './carry-mark.js';
import { HandReader, cellOfComment, type StoredMark } from './hand-reader.js';
import { handAnswer, inboxCounts, nextAfter, type HandRow } from './hand.queries.js';
import { courseOf } from './inbox.service.js';
import { HandMarkRow, MarkPhrase } from './entities.js';
import { lockAnswersOf, lockPhrases, phrasesOf } from './marks.queries.js';

interface At {
  personId: string;
  answerId: string;
}
interface Marked {
  mark: HandMark;
  next: { personId: string; answerId: string } | null;
  waiting: number;
}

/** Marks of people who teach a course. */
@Injectable()
export class MarksService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly catalog: CatalogService,
    private readonly reader: HandReader,
    private readonly carry: CarryMark,
    private readonly audit: Audit,
  ) {}

  /**
   * Stores a mark and carries it on: run, best grade, what the LMS is owed, mastery. Returns after COMMIT.
   * Problems: enrolment.unknown, answer.unknown, mark.left, mark.gone, mark.criteria, mark.other (somebody was quicker), mark.conflict.
   */
  mark(me: Me, enrolmentId: string, at: At, wish: MarkWish): Promise<Marked> {
    const here = courseOf(me, enrolmentId);
    return this.db.job(me.tenant, async (tx) => {
      // an answer of this person waits for it, and it for the answer: both decide by what is there
      await lockAnswersOf(tx, at.personId);
      const row = await handAnswer(tx, here, at.personId, at.answerId);
      if (!row) throw new Problem('not-found', 'answer.unknown');
      const exercise = await this.exerciseOf(tx, row);
      const marks = await this.reader.marks(tx, { tenant: me.tenant, person: row.person }, [row.id]);
      const known = marks.find((one) => one.markId === wish.markId);
      if (known) sameAgain(known, wish);
      else await this.store(tx, me, { row, exercise, marks }, wish);
      const mark = known ?? (await this.reader.marks(tx, { tenant: me.tenant, person: row.person }, [row.id])).at(-1);
      if (!mark) throw new Error('a mark was neither made nor found');
      return { mark, next: await nextAfter(tx, here, { state: 'waiting' }, row), waiting: (await inboxCounts(tx, here)).waiting };
    });
  }

  private async store(
    tx: EntityManager,
    me: Me,
    { row, exercise, marks }: { row: HandRow; exercise: PackedExercise; marks: StoredMark[] },
    wish: MarkWish,
  ): Promise<void> {
    const drawn = drawFor(row.runSeed, exercise);
    const sheet = handSheet(exercise, valuesFor(exercise, drawn.seed));
    if (!row.here) throw new Problem('conflict', 'mark.left');
    if (!row.held) throw new Problem('conflict', 'mark.gone');
    if (!sheet || rubricFault(sheet.criteria, wish.points) !== null || wish.ticked.some((id) => sheet.points.every((point) => point.id !== id)))
      throw new Problem('invalid', 'mark.criteria');
    const last = marks.at(-1);
    if (marks.length !== wish.after) throw new Problem('conflict', 'mark.other', { by: last?.author ?? '' });
    const score = handScore(sheet.criteria, wish.points);
    const now = this.clock.now();
    await tx.insert(HandMarkRow, {
      tenant: me.tenant,
      id: wish.markId,
      person: row.person,
      answer: row.id,
      seq: marks.length + 1,
      marker: me.person,
      at: now,
      points: wish.points,
      ticked: wish.ticked,
      score,
      comment: await this.sealed(tx, me.tenant, wish),
    });
    await this.carry.on(tx, { tenant: me.tenant, row, competence: exercise.competence, score, before: last?.score ?? null, now });
    const details = { unit: row.unitId, again: marks.length > 0 };
    await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'answer.marked', subjectKind: 'person', subject: row.person, details });
  }

  private async sealed(tx: EntityManager, tenant: string, { markId, comment }: MarkWish): Promise<Buffer | null> {
    return comment === null || isBlank(comment) ? null : this.seal.seal(tx, tenantKey(tenant), cellOfComment(markId), JSON.stringify(comment));
  }

  private async exerciseOf(tx: EntityManager, row: HandRow): Promise<PackedExercise> {
    const exercise = (await this.catalog.package(tx, row.package)).exercises.find((one) => one.id === row.exerciseId);
    if (!exercise) throw new Error('an answer without its exercise');
    return exercise;
  }

  /** Sentences of one's own. */
  phrases(me: Me): Promise<{ phrases: string[] }> {
    return this.db.as(me, (tx) => this.phrasesOf(tx, me));
  }

  savePhrases(me: Me, phrases: readonly string[]): Promise<{ phrases: string[] }> {
    return this.db.as(me, async (tx) => {
      await lockPhrases(tx, me.person);
      await tx.delete(MarkPhrase, { tenant: me.tenant, person: me.person });
      for (const [position, text] of phrases.entries()) {
        const sealed = await this.seal.seal(tx, tenantKey(me.tenant), cellOfPhrase(me.person, position), text);
        await tx.insert(MarkPhrase, { tenant: me.tenant, person: me.person, position, text: sealed, at: this.clock.now() });
      }
      return this.phrasesOf(tx, me);
    });
  }

  private async phrasesOf(tx: EntityManager, me: Me): Promise<{ phrases: string[] }> {
    const phrases: string[] = [];
    for (const { position, text } of await phrasesOf(tx, me.tenant, me.person))
      phrases.push(await this.seal.open(tx, tenantKey(me.tenant), cellOfPhrase(me.person, position), text));
    return { phrases };
  }
}

const cellOfPhrase = (person: string, position: number) => ({ table: 'mark_phrase', row: `${person} ${position}`, column: 'text' });

/** Sent twice is one mark; the same id with something else in it is a fault of the sender. */
function sameAgain(known: HandMark, wish: MarkWish): void {
  if (!isDeepStrictEqual({ ...known.points }, { ...wish.points })) throw new Problem('conflict', 'mark.conflict');
}

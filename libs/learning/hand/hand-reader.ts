import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Seal } from '#lotse/base';
import { RichText, type HandMark, type HandVerdict, type PackedExercise, type Response, type UnitPackage } from '#lotse/contract';
import { handSheet, MOST_POINTS, valuesFor } from '#lotse/marking';
import { PeopleService } from '#lotse/people';
import { drawFor } from '../runs/draw.js';
import { AnswerTexts, tenantKey, withText } from './answer-texts.js';
import { marksOf } from './marks.queries.js';

export interface StoredMark extends HandMark {
  answer: string;
}
interface Whose {
  tenant: string;
  person: string;
}
interface Stored {
  id: string;
  response: Response;
  verdict: string;
}
type TaskOf<A> = (answer: A) => { exercise: PackedExercise; seed: number };

/** Answers of one person with what people have to do with them: their texts and the newest marks. */
@Injectable()
export class HandReader {
  constructor(
    private readonly seal: Seal,
    private readonly people: PeopleService,
    private readonly texts: AnswerTexts,
  ) {}

  /** All marks of these answers, oldest first. */
  async marks(tx: EntityManager, { tenant, person }: Whose, answers: readonly string[]): Promise<StoredMark[]> {
    const rows = await marksOf(tx, { tenant, person, answers });
    const names = await this.people.displayNames(tx, tenant, [...new Set(rows.flatMap((row) => row.marker ?? []))]);
    const marks: StoredMark[] = [];
    for (const { id, marker, comment, at, ...row } of rows)
      marks.push({
        ...{ ...row, markId: id, at: at.toISOString(), author: marker === null ? '' : (names.get(marker) ?? '') },
        comment: comment === null ? null : await this.opened(tx, tenant, id, comment),
      });
    return marks;
  }

  /** The same answers; those that people mark have their text and what is said of them. */
  async complete<A extends Stored>(tx: EntityManager, whose: Whose, answers: readonly A[], taskOf: TaskOf<A>): Promise<(A & { hand?: HandVerdict })[]> {
    const byHand = answers.filter((answer) => answer.verdict === 'manual').map((answer) => answer.id);
    if (byHand.length === 0) return [...answers];
    const texts = await this.texts.of(tx, whose, byHand);
    const held = await this.texts.held(tx, whose, byHand);
    const marks = await this.marks(tx, whose, byHand);
    return answers.map((answer) => {
      if (answer.verdict !== 'manual') return answer;
      const { exercise, seed } = taskOf(answer);
      const mark = marks.findLast((one) => one.answer === answer.id);
      const state = mark ? 'marked' : held.has(answer.id) ? 'waiting' : 'gone';
      return { ...answer, response: withText(answer.response, texts.get(answer.id)), hand: { state, mark: mark ? markOf(exercise, seed, mark) : null } };
    });
  }

  /** Answers of one run, with its package. */
  ofRun<A extends Stored & { exerciseId: string }>(tx: EntityManager, tenant: string, run: { person: string; seed: number }, unit: UnitPackage, answers: A[]) {
    return this.complete(tx, { tenant, person: run.person }, answers, ({ exerciseId }) => {
      const exercise = unit.exercises.find((one) => one.id === exerciseId);
      if (!exercise) throw new Error('an answer without its exercise');
      return { exercise, seed: drawFor(run.seed, exercise).seed };
    });
  }

  private async opened(tx: EntityManager, tenant: string, id: string, comment: Buffer): Promise<RichText> {
    return RichText.parse(JSON.parse(await this.seal.open(tx, tenantKey(tenant), cellOfComment(id), comment)));
  }
}

export const cellOfComment = (id: string) => ({ table: 'hand_mark', row: id, column: 'comment' });

/** A mark in the words of the task's rubric. */
function markOf(exercise: PackedExercise, seed: number, mark: HandMark): NonNullable<HandVerdict['mark']> {
  const sheet = handSheet(exercise, valuesFor(exercise, seed)) ?? { criteria: [], points: [], model: '' };
  const criteria = sheet.criteria.map(({ id, title, levels }) => {
    const points = mark.points[id] ?? 0;
    return { id, title, points, level: levels[points] ?? '' };
  });
  return {
    author: mark.author,
    at: mark.at,
    points: criteria.reduce((sum, one) => sum + one.points, 0),
    most: Math.max(1, criteria.length * MOST_POINTS),
    criteria,
    found: sheet.points.map(({ id, text }) => ({ text, yes: mark.ticked.includes(id) })),
    comment: mark.comment,
  };
}

import { Injectable } from '@nestjs/common';
import { Problem } from '#lotse/base';
import type { Result } from '../services/read-lists.js';
import { LtiServices, type ServiceReply } from '../services/services.js';
import { ColumnSeeker } from './column-seeker.js';
import { DueGrades, type TakenGrade as Taken } from './due-grades.js';
import { afterProblem, afterRefusal, isEqual, type Outcome } from './outcome.js';

/** Rules a test switches off, to see that something notices. */
export const SEND_RULES = { readsBack: true, looksBeforeOverride: true };

/** A grade whose column is known. */
type TakenGrade = Taken & { url: string };
type Look = { result: Result | null; isUnknown: boolean } | { trouble: Outcome };

const SENT: Outcome = { state: 'sent', reason: null, accepted: true };
const OVERRIDDEN: Outcome = { state: 'overridden', reason: 'score.overridden' };

/**
 * Sends one grade and reads it back, because a platform also answers 200 for a grade that a teacher has overridden. A grade that the
 * platform has, or may have, taken already is read first and not sent twice.
 */
@Injectable()
export class SendGrade {
  rules = { ...SEND_RULES };

  constructor(
    private readonly services: LtiServices,
    private readonly dues: DueGrades,
    private readonly columns: ColumnSeeker,
  ) {}

  /** Where the column is not known yet, it is found or made first. */
  async send(taken: Taken): Promise<Outcome> {
    const found = taken.url === null ? await this.columns.find(taken) : { url: taken.url };
    return 'outcome' in found ? found.outcome : this.sendTo({ ...taken, url: found.url });
  }

  private async sendTo(grade: TakenGrade): Promise<Outcome> {
    try {
      return (await this.without(grade)) ?? (await this.post(grade, grade.stamp, true));
    } catch (error) {
      return afterProblem(error);
    }
  }

  /** What can be said without sending; null when it has to be sent. */
  private async without(grade: TakenGrade): Promise<Outcome | null> {
    if (grade.sentRevision === grade.revision) return this.verify(grade);
    const looksFirst = grade.canRead && (grade.reason === 'fetch.timeout' || (grade.reason === 'score.overridden' && this.rules.looksBeforeOverride));
    if (!looksFirst) return null;
    const look = await this.look(grade);
    if ('trouble' in look) return look.trouble.state === 'waiting' ? { ...look.trouble, reason: grade.reason } : null;
    if (!look.result) return null;
    if (isEqual(look.result, grade.wanted)) return SENT;
    const isOurs = grade.sent !== null && isEqual(look.result, grade.sent);
    return grade.reason === 'score.overridden' && !isOurs ? OVERRIDDEN : null;
  }

  private async post(grade: TakenGrade, stamp: Date, mayRepeat: boolean): Promise<Outcome> {
    const reply = await this.services.postScore(grade.access, grade.url, {
      userId: grade.sub,
      timestamp: stamp,
      scoreGiven: grade.wanted,
      activityProgress: grade.completed ? 'Completed' : 'InProgress',
      comment: grade.comment,
    });
    if (reply.status >= 200 && reply.status < 300) return this.verify(grade);
    return reply.status === 409 ? this.afterConflict(grade, stamp, mayRepeat, reply) : afterRefusal(reply);
  }

  /** After a 200: is it there? */
  private async verify(grade: TakenGrade): Promise<Outcome> {
    if (!this.rules.readsBack) return SENT;
    if (!grade.canRead) return { ...SENT, state: 'sent-unverified' };
    const look = await this.lookOrTrouble(grade);
    if ('trouble' in look)
      return look.trouble.state === 'waiting' ? { ...look.trouble, accepted: true } : { ...SENT, state: 'sent-unverified', reason: look.trouble.reason };
    if (!look.result) return { ...SENT, state: 'sent-unverified', reason: look.isUnknown ? 'results.unreadable' : 'result.none' };
    return isEqual(look.result, grade.wanted) ? SENT : { ...OVERRIDDEN, accepted: true };
  }

  /** 409: the platform has the same or something newer (AGS 2.0, 3.4.8). Who wrote it decides. */
  private async afterConflict(grade: TakenGrade, stamp: Date, mayRepeat: boolean, reply: ServiceReply): Promise<Outcome> {
    const look: Look = grade.canRead ? await this.look(grade) : { result: null, isUnknown: false };
    if ('trouble' in look) return { ...look.trouble, state: 'waiting' };
    const { result } = look;
    if (result && isEqual(result, grade.wanted)) return SENT;
    if (result && isForeign(result, stamp, grade.sent)) return OVERRIDDEN;
    const later = mayRepeat ? await this.dues.restamp(grade, result?.at ?? stamp) : null;
    return later ? this.post(grade, later, false) : { state: 'waiting', reason: 'score.409', waitMs: reply.retryAfterMs };
  }

  private async lookOrTrouble(grade: TakenGrade): Promise<Look> {
    try {
      return await this.look(grade);
    } catch (error) {
      // it was taken, and waiting would not make the answer readable: the daily comparison looks again
      if (error instanceof Problem && error.code === 'results.unreadable') return { result: null, isUnknown: true };
      return { trouble: afterProblem(error) };
    }
  }

  private async look(grade: TakenGrade): Promise<Look> {
    const { reply, result, isUnknown } = await this.services.getResult(grade.access, grade.url, grade.sub);
    if (reply.status === 200) return { result, isUnknown };
    const trouble = afterRefusal(reply);
    return {
      trouble: {
        state: trouble.state === 'waiting' ? 'waiting' : 'failed',
        reason: `result.${reply.status}`,
        waitMs: reply.retryAfterMs,
        isPlatformTrouble: trouble.isPlatformTrouble ?? false,
      },
    };
  }
}

/**
 * Whether the grade in the LMS is somebody else's. All our timestamps are older than the one just refused, so a result as new as
 * that is not ours; where a platform gives no times, the value decides.
 */
function isForeign(result: Result, stamp: Date, sent: number | null): boolean {
  if (result.at) return Math.floor(result.at.getTime() / 1000) >= Math.floor(stamp.getTime() / 1000);
  return sent === null || !isEqual(result, sent);
}

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit, Clock, Db, Problem, Seal } from '#lotse/base';
import type { RunComment as CommentView } from '#lotse/contract';
import { RunComment } from './comment.entities.js';
import { enrolmentOf, type Me } from '#lotse/people';
import { CommentReader, ownerOf, cellOf } from './comment-reader.js';
import { deleteComment, packageHas, type CommentRow } from './comments.queries.js';
import { RosterService } from '../course/roster.service.js';
import { runOf } from '../runs/runs.queries.js';

interface Wish {
  runId: string;
  exerciseId: string | null;
  text: string;
}

/** What teachers and tutors say about a run; its trainee reads it. */
@Injectable()
export class CommentsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
    private readonly audit: Audit,
    private readonly reader: CommentReader,
    private readonly roster: RosterService,
  ) {}

  /** For the trainee whose run it is; somebody else's is unknown. */
  mine(me: Me, runId: string): Promise<{ comments: CommentView[] }> {
    return this.db.as(me, async (tx) => {
      if (!(await runOf(tx, me, runId))) throw new Problem('not-found', 'run.unknown');
      return { comments: await this.reader.of(tx, me, runId) };
    });
  }

  /** Problems: enrolment.unknown, person.unknown, run.unknown (not in a unit of this course either), task.unknown. */
  add(me: Me, enrolmentId: string, personId: string, wish: Wish): Promise<CommentView> {
    const { courseId } = enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const { rows, units } = await this.roster.rowsOf(tx, me.tenant, courseId, personId);
      if (rows.length === 0) throw new Problem('not-found', 'person.unknown');
      const run = await runOf(tx, { person: personId, tenant: me.tenant }, wish.runId);
      const unit = units.find((one) => one.unitId === run?.unitId);
      if (!run || !unit) throw new Problem('not-found', 'run.unknown');
      if (wish.exerciseId !== null && !(await packageHas(tx, run.package, wish.exerciseId))) throw new Problem('not-found', 'task.unknown');
      const row: CommentRow = { id: randomUUID(), exerciseId: wish.exerciseId, author: me.person, text: Buffer.alloc(0), createdAt: this.clock.now() };
      row.text = await this.seal.seal(tx, ownerOf(me), cellOf(row.id), wish.text);
      await tx.insert(RunComment, {
        tenant: me.tenant,
        id: row.id,
        run: run.id,
        exerciseId: row.exerciseId,
        author: row.author,
        text: row.text,
        createdAt: row.createdAt,
      });
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'comment.added', subjectKind: 'run', subject: run.id });
      return this.reader.shown(tx, me, row);
    });
  }

  /** Only who wrote it takes it back. */
  remove(me: Me, enrolmentId: string, commentId: string): Promise<{ removed: true }> {
    enrolmentOf(me, enrolmentId, 'teacher', 'tutor');
    return this.db.as(me, async (tx) => {
      const run = await deleteComment(tx, { tenant: me.tenant, commentId, author: me.person });
      if (run === undefined) throw new Problem('not-found', 'comment.unknown');
      await this.audit.write(tx, { tenant: me.tenant, actor: me.person, event: 'comment.removed', subjectKind: 'run', subject: run });
      return { removed: true };
    });
  }
}

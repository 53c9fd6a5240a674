import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a teacher or tutor says about a run or one of its tasks. The trainee reads it; the text is sealed. */
@Entity('run_comment')
@Index('ix_run_comment_run', ['tenant', 'run', 'createdAt'])
export class RunComment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_run_comment' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_run_comment' }) id: string;
  @Column('uuid') run: string;
  @Column('text', { nullable: true }) exerciseId: string | null;
  @Column('uuid') author: string;
  @Column('bytea') text: Buffer;
  @Column('timestamptz') createdAt: Date;
}

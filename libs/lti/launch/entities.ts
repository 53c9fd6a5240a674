import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/**
 * A login between the platform's first call and its launch (LTI Security 1.0, 5.1.1). First it waits for the cookie
 * probe (no state yet), then for the launch, which takes it out with one DELETE. Ten minutes at most.
 */
@Entity('login_state')
@Unique('uq_login_state', ['stateHash'])
@Index('ix_login_state_expires', ['expiresAt'])
export class LoginState {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_login_state' }) id: string;
  @Column('uuid', { nullable: true }) registration: string | null;
  @Column('bytea', { nullable: true }) stateHash: Buffer | null;
  @Column('bytea', { nullable: true }) nonceHash: Buffer | null;
  @Column('bytea', { nullable: true }) browserHash: Buffer | null;
  @Column('text', { nullable: true }) targetLinkUri: string | null;
  /** `stored`: state and nonce lie in the platform's storage, whose frame `storageTarget` names. */
  @Column('jsonb') params: { loginHint: string; messageHint: string | null; storageTarget?: string | null; stored?: boolean };
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
}

/** An activity in a course of the LMS, and what it opens. `chosenBy` is set where a teacher chose that in Lotse. */
@Entity('resource_link')
@Unique('uq_resource_link', ['tenant', 'course', 'linkId'])
export class ResourceLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_resource_link' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_resource_link' }) id: string;
  @Column('uuid') course: string;
  @Column('text') linkId: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) targetKind: 'unit' | 'module' | 'room' | null;
  @Column('text', { nullable: true }) targetId: string | null;
  @Column('uuid', { nullable: true }) chosenBy: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

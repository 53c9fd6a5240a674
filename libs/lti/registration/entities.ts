import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A link by which one LMS may register itself, once. `code` says why the last try failed; the token itself is not kept. */
@Entity('registration_invite')
@Unique('uq_registration_invite_token', ['tokenHash'])
export class RegistrationInvite {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_registration_invite' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_registration_invite' }) id: string;
  @Column('bytea') tokenHash: Buffer;
  /** Whether the LMS is asked for names; e-mail addresses are never asked for. */
  @Column('boolean') askNames: boolean;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  @Column('timestamptz', { nullable: true }) openedAt: Date | null;
  /** While a registration is under way, so that two at once do not both succeed. */
  @Column('timestamptz', { nullable: true }) busyUntil: Date | null;
  @Column('timestamptz', { nullable: true }) usedAt: Date | null;
  @Column('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Column('text', { nullable: true }) code: string | null;
  @Column('uuid', { nullable: true }) registration: string | null;
}

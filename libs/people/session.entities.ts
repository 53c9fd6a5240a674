import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A login session of a person. Cookie and bearer die together; only hashes stand here. */
@Entity('session')
@Unique('uq_session_cookie', ['cookieHash'])
@Unique('uq_session_bearer', ['bearerHash'])
@Index('ix_session_person', ['person'])
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_session' }) id: string;
  @Column('text') kind: 'lti' | 'account';
  @Column('uuid') person: string;
  @Column('uuid', { nullable: true }) tenant: string | null;
  @Column('uuid', { nullable: true }) registration: string | null;
  @Column('uuid', { nullable: true }) enrolment: string | null;
  @Column('uuid', { nullable: true }) resourceLink: string | null;
  @Column('bytea') cookieHash: Buffer;
  @Column('bytea') bearerHash: Buffer;
  @Column('text', { nullable: true }) launchLocale: 'de' | 'en' | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') seenAt: Date;
  @Column('int') idleSeconds: number;
  @Column('timestamptz') idleUntil: Date;
  @Column('timestamptz') endsAt: Date;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  /** For the list of one's own sessions: browser and system, nothing finer. Accounts only. */
  @Column('text', { nullable: true }) device: string | null;
}

/** Single-use code that a launch hands to the page in the URL fragment. */
@Entity('launch_code')
export class LaunchCode {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_launch_code' }) codeHash: Buffer;
  @Column('uuid') session: string;
  @Column('timestamptz') expiresAt: Date;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SelfTestStep } from '#lotse/contract';

/** What a platform has shown of itself in its newest login and launch: the self-test cannot find it out alone. */
@Entity('registration_seen')
export class RegistrationSeen {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_registration_seen' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_registration_seen' }) registration: string;
  @Column('timestamptz', { nullable: true }) loginAt: Date | null;
  /** Origin of the page that posted the login; null where the browser did not say. */
  @Column('text', { nullable: true }) loginOrigin: string | null;
  @Column('boolean', { nullable: true }) framed: boolean | null;
  @Column('timestamptz', { nullable: true }) cookieAt: Date | null;
  @Column('boolean', { nullable: true }) cookieKept: boolean | null;
  @Column('timestamptz', { nullable: true }) launchedAt: Date | null;
  @Column('timestamptz', { nullable: true }) refusedAt: Date | null;
  @Column('text', { nullable: true }) refusedCode: string | null;
}

/** The newest self-test of a platform: codes only, the sentences are looked up when it is read. */
@Entity('self_test')
export class SelfTest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_self_test' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_self_test' }) registration: string;
  @Column('timestamptz') ranAt: Date;
  @Column('uuid', { nullable: true }) ranBy: string | null;
  @Column('jsonb') steps: Pick<SelfTestStep, 'name' | 'state' | 'code'>[];
}

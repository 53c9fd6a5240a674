import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** `waiting` until an admin confirms it; `disabled` ends launches and grades at once; `deleted` holds no keys and has given its client id free. */
export type PlatformState = 'active' | 'waiting' | 'disabled' | 'deleted';

/** One LMS that may launch Lotse, known by (issuer, client_id) (LTI Core 1.3, 3.1.2). It belongs to one tenant. */
@Entity('registration')
@Unique('uq_registration_id', ['id'])
@Unique('uq_registration_client', ['issuer', 'clientId'])
export class Registration {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_registration' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_registration' }) id: string;
  @Column('text') issuer: string;
  @Column('text') clientId: string;
  @Column('text') name: string;
  @Column('text') authUrl: string;
  @Column('text') tokenUrl: string;
  @Column('text') jwksUrl: string;
  /** `aud` of our client assertions where it is not the token URL. */
  @Column('text', { nullable: true }) audience: string | null;
  @Column('text') state: PlatformState;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

/** A deployment: one installation of Lotse inside a platform (LTI Core 1.3, 3.1.3). Nothing can be launched from one that is not confirmed. */
@Entity('deployment')
@Unique('uq_deployment', ['registration', 'deploymentId'])
export class Deployment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_deployment' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_deployment' }) id: string;
  @Column('uuid') registration: string;
  @Column('text') deploymentId: string;
  @Column('text') state: PlatformState;
  @Column('timestamptz') createdAt: Date;
}

/** A key pair with which Lotse signs for one platform. The private half is sealed with the tenant's key. */
@Entity('lti_key')
@Unique('uq_lti_key_kid', ['kid'])
export class LtiKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_lti_key' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_lti_key' }) id: string;
  @Column('uuid') registration: string;
  @Column('text') kid: string;
  @Column('bytea') publicPem: Buffer;
  @Column('bytea') privatePem: Buffer;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
}

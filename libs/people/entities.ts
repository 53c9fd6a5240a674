import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CourseRole, Locale, TextLevel } from '#lotse/contract';

@Entity('tenant')
export class Tenant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_tenant' }) id: string;
  @Column('text') kind: 'provider' | 'school';
  @Column('text') name: string;
  @Column('text') locale: Locale;
  @Column('timestamptz') createdAt: Date;
  /** Nobody comes in any more; what is kept goes by its retention class. */
  @Column('timestamptz', { nullable: true }) closedAt: Date | null;
}

/** One human being. No tenant, no name. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_person' }) id: string;
  @Column('timestamptz') createdAt: Date;
}

/** How one LMS knows a person. The name, if one was sent, is sealed. */
@Entity('identity')
@Unique('uq_identity_sub', ['tenant', 'issuer', 'sub'])
@Index('ix_identity_person', ['person', 'tenant'])
export class Identity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_identity' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_identity' }) id: string;
  @Column('uuid') person: string;
  @Column('text') issuer: string;
  @Column('text') sub: string;
  @Column('bytea', { nullable: true }) name: Buffer | null;
  @Column('bytea', { nullable: true }) nameSearch: Buffer | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') lastSeenAt: Date;
  /** Shut out by an admin of the tenant: no launch lets this identity in. */
  @Column('timestamptz', { nullable: true }) suspendedAt: Date | null;
}

@Entity('key_ring')
@Index('uq_key_ring_live', { synchronize: false })
export class KeyRing {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_key_ring' }) id: string;
  @Column('text') ownerKind: 'tenant' | 'person';
  @Column('uuid') owner: string;
  @Column('bytea') wrapped: Buffer;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) retiredAt: Date | null;
}

/** A course of the LMS; where a launch names none, its link stands in for it. */
@Entity('course')
@Unique('uq_course_context', ['deployment', 'kind', 'contextId'])
export class Course {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_course' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_course' }) id: string;
  @Column('uuid') deployment: string;
  @Column('text') kind: 'context' | 'link';
  @Column('text') contextId: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) label: string | null;
  @Column('text', { nullable: true }) membershipsUrl: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

@Entity('enrolment')
@Unique('uq_enrolment', ['tenant', 'course', 'person'])
@Index('ix_enrolment_person', ['tenant', 'person'])
export class Enrolment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_enrolment' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_enrolment' }) id: string;
  @Column('uuid') person: string;
  @Column('uuid') course: string;
  @Column('text') role: CourseRole;
  @Column('boolean') test: boolean;
  @Column('text') status: 'active' | 'left' | 'suspended';
  @Column('timestamptz') firstSeenAt: Date;
  /** Last launch; null for people whom only the roster has named. */
  @Column('timestamptz', { nullable: true }) lastSeenAt: Date | null;
  /** The newest roster of the LMS that named this person as active. */
  @Column('timestamptz', { nullable: true }) rosteredAt: Date | null;
  /** Belongs to the team though the LMS says learner: said by staff of the course; not listed, not counted, owed no grade. */
  @Column('boolean', { default: false }) team: boolean;
}

/** What a person set for the pages, and what exam they prepare for. */
@Entity('profile')
export class Profile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_profile' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_profile' }) person: string;
  @Column('text', { nullable: true }) locale: Locale | null;
  @Column('text') theme: 'auto' | 'light' | 'dark';
  @Column('text') textLevel: TextLevel;
  @Column('text', { nullable: true }) occupation: string | null;
  @Column('date', { nullable: true }) examOn: string | null;
  @Column('text', { nullable: true }) firstLanguage: string | null;
  @Column('timestamptz') updatedAt: Date;
}

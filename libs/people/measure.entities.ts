import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A measure of the employment agency (Maßnahme); variant and group limit are data. */
@Entity('measure')
@Unique('uq_measure_number', ['tenant', 'number'])
export class Measure {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_measure' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_measure' }) id: string;
  @Column('text') number: string;
  @Column('text') name: string;
  @Column('text') variant: 'V2021' | 'V2024';
  @Column('int') groupLimit: number;
  @Column('text') fundingBody: 'AGENTUR' | 'JOBCENTER';
  @Column('date') startsOn: string;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Column('timestamptz') createdAt: Date;
}

/** Somebody on the staff a trainee can reach. Name, phone and mail are sealed. */
@Entity('staff_contact')
export class StaffContact {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_staff_contact' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_staff_contact' }) id: string;
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('text') role: 'companion' | 'tutor' | 'pedagogue' | 'teacher';
  @Column('bytea') name: Buffer;
  @Column('bytea', { nullable: true }) phone: Buffer | null;
  @Column('bytea', { nullable: true }) email: Buffer | null;
  @Column('timestamptz') createdAt: Date;
}

/** One enrolment in a measure (Teilnahme). The legal name is typed by the provider; reports take it from here. */
@Entity('participation')
@Index('ix_participation_person', ['tenant', 'person'])
export class Participation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_participation' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_participation' }) id: string;
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('uuid') measure: string;
  @Column('bytea') legalName: Buffer;
  @Column('bytea') legalNameSearch: Buffer;
  @Column('text') phase: 'PRE_PHASE' | 'ACCOMPANYING_PHASE';
  @Column('date') startsOn: string;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Column('uuid', { nullable: true }) contact: string | null;
  @Column('uuid', { nullable: true }) deputy: string | null;
  @Column('bytea', { nullable: true }) firm: Buffer | null;
  @Column('bytea', { nullable: true }) school: Buffer | null;
  @Column('timestamptz') createdAt: Date;
}

/** A role given in Lotse by an admin, with reason and end. A tutor grant names its course. */
@Entity('role_grant')
@Index('ix_role_grant_person', ['tenant', 'person'])
export class RoleGrant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_role_grant' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_role_grant' }) id: string;
  @Column('uuid') person: string;
  @Column('text') role: string;
  @Column('uuid', { nullable: true }) course: string | null;
  @Column('text') reason: string;
  @Column('uuid', { nullable: true }) grantedBy: string | null;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz', { nullable: true }) endsAt: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}

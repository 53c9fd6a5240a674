import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ExitReason, FundingBody, InterruptionReason, MeasureVariant, Phase, StaffRole, Whereabouts } from '#lotse/contract';
import { GROUP_ENTITIES } from './groups/group.entities.js';

/** A measure of the employment agency (Maßnahme); variant and group limit are data. */
@Entity('measure')
@Unique('uq_measure_number', ['tenant', 'number'])
export class Measure {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_measure' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_measure' }) id: string;
  @Column('text') number: string;
  @Column('text') name: string;
  @Column('text') variant: MeasureVariant;
  @Column('int') groupLimit: number;
  @Column('text') fundingBody: FundingBody;
  /** Verfahrenszweig; 10 is AsA flex. */
  @Column('text') procedureBranch: string;
  @Column('date') startsOn: string;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Column('timestamptz') createdAt: Date;
}

/** Somebody on the staff a trainee can reach. Name, phone and mail are sealed. */
@Entity('staff_contact')
@Index('ix_staff_contact_person', ['tenant', 'person'])
export class StaffContact {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_staff_contact' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_staff_contact' }) id: string;
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('text') role: StaffRole;
  @Column('bytea') name: Buffer;
  @Column('bytea', { nullable: true }) phone: Buffer | null;
  @Column('bytea', { nullable: true }) email: Buffer | null;
  @Column('timestamptz') createdAt: Date;
}

/** One enrolment in a measure (Teilnahme). The legal name is typed by the provider; reports take it from here. */
@Entity('participation')
@Index('ix_participation_person', ['tenant', 'person'])
@Index('ix_participation_contact', ['tenant', 'contact'])
@Index('ix_participation_deputy', ['tenant', 'deputy'])
@Index('uq_participation_open', { synchronize: false })
export class Participation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_participation' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_participation' }) id: string;
  @Column('uuid', { nullable: true }) person: string | null;
  @Column('uuid') measure: string;
  @Column('bytea') legalName: Buffer;
  @Column('bytea') legalNameSearch: Buffer;
  @Column('date') startsOn: string;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Column('uuid', { nullable: true }) contact: string | null;
  @Column('uuid', { nullable: true }) deputy: string | null;
  @Column('bytea', { nullable: true }) firm: Buffer | null;
  @Column('bytea', { nullable: true }) school: Buffer | null;
  /** The person at the Agentur or Jobcenter to whom reports go. It opens nothing: only a release does. */
  @Column('uuid', { nullable: true }) caseworker: string | null;
  @Column('date', { nullable: true }) probationEndsOn: string | null;
  /** The last day in the measure; `endsOn` is the planned one. */
  @Column('date', { nullable: true }) exitedOn: string | null;
  @Column('text', { nullable: true }) exitReason: ExitReason | null;
  @Column('text', { nullable: true }) whereabouts: Whereabouts | null;
  @Column('date', { nullable: true }) examOn: string | null;
  @Column('text', { nullable: true }) occupation: string | null;
  @Column('timestamptz') createdAt: Date;
}

/** One stretch of a participation; without an end it runs as long as the participation does. */
@Entity('participation_phase')
@Index('ix_participation_phase', ['tenant', 'participation'])
export class ParticipationPhase {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_participation_phase' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_participation_phase' }) id: string;
  @Column('uuid') participation: string;
  @Column('text') phase: Phase;
  @Column('date') startsOn: string;
  @Column('date', { nullable: true }) endsOn: string | null;
}

/** A time in which somebody stays in the measure without taking part. The reason is a class, never a diagnosis. */
@Entity('interruption')
@Index('ix_interruption_participation', ['tenant', 'participation'])
export class Interruption {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_interruption' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_interruption' }) id: string;
  @Column('uuid') participation: string;
  @Column('text') reason: InterruptionReason;
  @Column('date') startsOn: string;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Column('timestamptz') createdAt: Date;
}

/** For the data source and the schema comparison. */
export const MEASURE_ENTITIES = [Measure, StaffContact, Participation, ParticipationPhase, Interruption, ...GROUP_ENTITIES];

import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { GrantRole } from '#lotse/contract';

/** A role given in Lotse by an admin, with reason and end. A tutor grant names its course. */
@Entity('role_grant')
@Index('ix_role_grant_person', ['tenant', 'person'])
export class RoleGrant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_role_grant' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_role_grant' }) id: string;
  @Column('uuid') person: string;
  @Column('text') role: GrantRole;
  @Column('uuid', { nullable: true }) course: string | null;
  @Column('text') reason: string;
  @Column('uuid', { nullable: true }) grantedBy: string | null;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz', { nullable: true }) endsAt: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt: Date | null;
  @Column('timestamptz') createdAt: Date;
}

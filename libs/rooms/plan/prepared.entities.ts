import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A break-out group of one hour, thought out before it. */
@Entity('prepared_group')
@Index('ix_prepared_group_meeting', ['tenant', 'meeting'])
export class PreparedGroup {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_prepared_group' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_prepared_group' }) id: string;
  @Column('uuid') meeting: string;
  @Column('int') position: number;
  @Column('bytea') name: Buffer;
}

/** Its key lets nobody be in two groups of an hour. */
@Entity('prepared_group_member')
@Index('ix_prepared_group_member_group', ['tenant', 'groupId'])
@Index('ix_prepared_group_member_person', ['tenant', 'person'])
export class PreparedGroupMember {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_prepared_group_member' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_prepared_group_member' }) meeting: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_prepared_group_member' }) person: string;
  @Column('uuid') groupId: string;
}

/** A poll of one hour, thought out before it; the body is sealed JSON. */
@Entity('prepared_poll')
@Index('ix_prepared_poll_meeting', ['tenant', 'meeting'])
export class PreparedPollRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_prepared_poll' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_prepared_poll' }) id: string;
  @Column('uuid') meeting: string;
  @Column('int') position: number;
  @Column('bytea') body: Buffer;
}

export const PREPARED_ENTITIES = [PreparedGroup, PreparedGroupMember, PreparedPollRow];

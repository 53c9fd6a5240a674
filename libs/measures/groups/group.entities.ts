import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A stored list of people of one course. */
@Entity('course_group')
@Index('ix_course_group_course', ['tenant', 'course'])
export class CourseGroup {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_course_group' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_course_group' }) id: string;
  @Column('uuid') course: string;
  @Column('text') name: string;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz', { nullable: true }) archivedAt: Date | null;
}

@Entity('course_group_member')
@Index('ix_course_group_member_person', ['tenant', 'person'])
export class CourseGroupMember {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_course_group_member' }) tenant: string;
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'pk_course_group_member' }) groupId: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_course_group_member' }) person: string;
  @Column('timestamptz') addedAt: Date;
}

export const GROUP_ENTITIES = [CourseGroup, CourseGroupMember];

import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a tenant allows for seeing and hearing: links between browsers without a relay, and where video calls of rooms may be. */
@Entity('media_rules')
export class MediaRulesRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_media_rules' }) tenant: string;
  @Column('boolean') directLinks: boolean;
  @Column('text', { array: true }) linkHosts: string[];
  @Column('timestamptz') changedAt: Date;
}

export const MEDIA_ENTITIES = [MediaRulesRow];

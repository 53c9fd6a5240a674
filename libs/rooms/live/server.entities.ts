import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much of a tenant's hours one server holds, as it counted last. */
@Entity('server_load')
export class ServerLoad {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_server_load' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_server_load' }) server: string;
  @Column('text') name: string;
  @Column('int') rooms: number;
  @Column('int') people: number;
  @Column('int') devices: number;
  @Column('timestamptz') heardAt: Date;
}

export const SERVER_ENTITIES = [ServerLoad];

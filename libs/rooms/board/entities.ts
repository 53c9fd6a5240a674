import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { PictureType } from '#lotse/contract';

/** One page of a room's board; it lasts with the room. `seq` counts the changes that were stored. */
@Entity('board_page')
@Unique('uq_board_page_position', ['tenant', 'room', 'position'])
export class BoardPageRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_board_page' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_board_page' }) id: string;
  @Column('uuid') room: string;
  @Column('int') position: number;
  @Column('bytea') title: Buffer;
  @Column('boolean') readOnly: boolean;
  @Column('int') seq: number;
  @Column('timestamptz') createdAt: Date;
  /** Shown nowhere since then; it can be taken back until the night sweeps it away. */
  @Column('timestamptz', { nullable: true }) deletedAt: Date | null;
}

/** A stored change as a Yjs V1 update in base64, sealed. A row may hold many that were merged: then `seq` is that of the last one. */
@Entity('board_update')
export class BoardUpdateRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_board_update' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_board_update' }) page: string;
  @PrimaryColumn('int', { primaryKeyConstraintName: 'pk_board_update' }) seq: number;
  @Column('timestamptz') at: Date;
  @Column('bytea') body: Buffer;
}

/** A picture on a board, as its browser made it anew; sealed as base64. */
@Entity('board_picture')
@Index('ix_board_picture_room', ['tenant', 'room'])
export class BoardPictureRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_board_picture' }) tenant: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_board_picture' }) id: string;
  @Column('uuid') room: string;
  @Column('text') type: PictureType;
  /** Size of the picture itself. */
  @Column('int') bytes: number;
  @Column('bytea') body: Buffer;
  @Column('timestamptz') createdAt: Date;
}
export const BOARD_ENTITIES = [BoardPageRow, BoardUpdateRow, BoardPictureRow];

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem, Seal } from '#lotse/base';
import { PICTURE_BYTES, type PictureType } from '#lotse/contract';
import { countPictures, pictureOf, type BoardAt } from './board.queries.js';
import { pictureType } from './picture-type.js';
import { BoardPictureRow } from './entities.js';

/** So many pictures one room keeps. */
export const MOST_PICTURES = 200;

/** Pictures of a room's board: sealed rows, by content and not by name. Those of another room answer as unknown. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly seal: Seal,
  ) {}

  /** Problems: picture.too-large, picture.unknown-type, picture.metadata, picture.full. */
  async add({ tenant, room }: BoardAt, bytes: Uint8Array): Promise<{ pictureId: string }> {
    if (bytes.byteLength > PICTURE_BYTES) throw new Problem('invalid', 'picture.too-large');
    const type = pictureType(bytes);
    if (type === null) throw new Problem('invalid', 'picture.unknown-type');
    if (type === 'metadata') throw new Problem('invalid', 'picture.metadata');
    const pictureId = randomUUID();
    await this.db.job(tenant, async (tx) => {
      if ((await countPictures(tx, { tenant, room })) >= MOST_PICTURES) throw new Problem('conflict', 'picture.full', { most: MOST_PICTURES });
      const cell = { table: 'board_picture', row: pictureId, column: 'body' };
      const body = await this.seal.seal(tx, { kind: 'tenant', id: tenant }, cell, Buffer.from(bytes).toString('base64'));
      await tx.insert(BoardPictureRow, { tenant, id: pictureId, room, type, bytes: bytes.byteLength, body, createdAt: this.clock.now() });
    });
    return { pictureId };
  }

  /** As base64. Throws picture.unknown. */
  read({ tenant, room }: BoardAt, pictureId: string): Promise<{ type: PictureType; data: string }> {
    return this.db.job(tenant, async (tx) => {
      const row = await pictureOf(tx, { tenant, room }, pictureId);
      if (!row) throw new Problem('not-found', 'picture.unknown');
      const cell = { table: 'board_picture', row: pictureId, column: 'body' };
      return { type: row.type, data: await this.seal.open(tx, { kind: 'tenant', id: tenant }, cell, row.body) };
    });
  }
}

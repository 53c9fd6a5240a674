import { Injectable } from '@nestjs/common';
import { Clock, Db, Log } from '#lotse/base';

@Injectable()
export class LiveTools {
  constructor(
    readonly clock: Clock,
    readonly log: Log,
    readonly db: Db,
  ) {}
}

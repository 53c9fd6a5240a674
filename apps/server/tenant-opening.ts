import { Injectable } from '@nestjs/common';
import { Clock, Db, Due, Log } from '#lotse/base';
import { CatalogService } from '#lotse/catalog';
import { KeptLongEnough } from '#lotse/people';
import { publishFor } from './content-at-start.js';
import { planFor } from './housekeeping.js';

/** What a tenant gets that is made while the server runs: the content, and its place in the nightly work. */
@Injectable()
export class TenantOpening {
  constructor(
    private readonly db: Db,
    private readonly due: Due,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly catalog: CatalogService,
    private readonly retention: KeptLongEnough,
  ) {}

  async open(tenant: string): Promise<void> {
    const { db, due, clock, catalog, log, retention } = this;
    await planFor({ db, due, clock, retention }, tenant);
    await publishFor({ catalog, clock, log }, tenant);
  }
}

import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';
import type { Platform } from '../platforms/platforms.queries.js';
import { keepSighting, type Sighting } from './sightings.queries.js';

/** The same thing is written at most once in this time: thirty people who start at once need not queue for one row. */
const SAME_MS = 60_000;

/** Remembers what only a browser can show: whether Lotse is framed, from which page, and whether its cookie is kept. */
@Injectable()
export class Sightings {
  private readonly written = new Map<string, { what: string; at: number }>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async note(platform: Pick<Platform, 'tenant' | 'id'>, seen: Sighting): Promise<void> {
    if (this.isFresh(platform.id, seen)) return;
    await this.db.job(platform.tenant, (tx) => keepSighting(tx, { tenant: platform.tenant, registration: platform.id, seen, now: this.clock.now() }));
  }

  /** A launch clears an earlier refusal and the other way round: both are throttled as one kind. */
  private isFresh(registration: string, seen: Sighting): boolean {
    const key = `${registration} ${seen.kind === 'launched' || seen.kind === 'refused' ? 'end' : seen.kind}`;
    const [what, at] = [JSON.stringify(seen), this.clock.now().getTime()];
    const known = this.written.get(key);
    if (known?.what === what && at >= known.at && at - known.at < SAME_MS) return true;
    this.written.set(key, { what, at });
    return false;
  }
}

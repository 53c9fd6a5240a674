import { Injectable } from '@nestjs/common';
import { Clock, Db } from '#lotse/base';
import type { Platform } from '../platforms/platforms.service.js';

/** One thing a login or launch showed about a platform. */
export type Sighting =
  { kind: 'login'; origin: string | null; framed: boolean } | { kind: 'cookie'; kept: boolean } | { kind: 'launched' } | { kind: 'refused'; code: string };

/** The same thing is written at most once in this time: thirty people who start at once need not queue for one row. */
const SAME_MS = 60_000;

const COLUMNS: Record<Sighting['kind'], (seen: Sighting) => [columns: readonly string[], values: readonly unknown[]]> = {
  login: (seen) => [['login_at', 'login_origin', 'framed'], seen.kind === 'login' ? [seen.origin, seen.framed] : []],
  cookie: (seen) => [['cookie_at', 'cookie_kept'], seen.kind === 'cookie' ? [seen.kept] : []],
  // clears an earlier refusal
  launched: () => [
    ['launched_at', 'refused_at', 'refused_code'],
    [null, null],
  ],
  refused: (seen) => [['refused_at', 'refused_code'], seen.kind === 'refused' ? [seen.code] : []],
};

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
    const [columns, values] = COLUMNS[seen.kind](seen);
    const names = columns.join(', ');
    const parameters = columns.map((_, at) => `$${at + 3}`).join(', ');
    // once seen in a frame stays so: a phone that opens a window says nothing against it
    const update = columns
      .map((column) => `${column} = ${column === 'framed' ? 'coalesce(registration_seen.framed, false) or ' : ''}excluded.${column}`)
      .join(', ');
    await this.db.job(platform.tenant, (tx) =>
      tx.query(
        `insert into registration_seen (tenant, registration, ${names}) values ($1, $2, ${parameters}) on conflict (tenant, registration) do update set ${update}`,
        [platform.tenant, platform.id, this.clock.now(), ...values],
      ),
    );
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

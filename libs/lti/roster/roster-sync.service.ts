import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Db, Due, Log, Problem } from '#lotse/base';
import { SCOPE } from '../messages/claims.js';
import type { ServiceAccess } from '../services/services.js';
import { RosterKeeper } from './roster-keeper.js';
import { RosterReader } from './roster-reader.js';
import { RosterSync } from './entities.js';
import { beginSync, rosterSource, rosterStanding, type RosterStanding } from './roster.queries.js';

const DAY_MS = 24 * 3_600_000;
const NOT_BEFORE_MS = 10 * 60_000;
/** A course nobody has launched from for so long is left alone until somebody does. */
const QUIET_MS = 60 * DAY_MS;
const KIND = 'roster.sync';

interface Source {
  access: ServiceAccess;
  url: string;
  contextId: string;
  quietSince: Date;
}

/** Brings courses' lists up to date with the roster of the LMS: when staff opens the list, and once a day. */
@Injectable()
export class RosterSyncService {
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly due: Due,
    private readonly reader: RosterReader,
    private readonly keeper: RosterKeeper,
    private readonly log: Log,
  ) {
    due.on(KIND, (tenant, courseId) => this.daily(tenant, courseId));
  }

  /** After a launch from a platform that offers its roster: the course is looked after daily. */
  plan(tx: EntityManager, tenant: string, courseId: string): Promise<void> {
    return this.due.plan(tx, tenant, KIND, courseId, new Date(this.clock.now().getTime() + DAY_MS));
  }

  /** Reads the roster unless that was done in the last ten minutes; whoever asks waits for it, but not longer than `atMostMs`. */
  async refresh(tenant: string, courseId: string, atMostMs: number): Promise<void> {
    const done = this.sync(tenant, courseId);
    const stop = new AbortController();
    await Promise.race([done, wait(atMostMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined)]);
    stop.abort();
  }

  async standing(tx: EntityManager, tenant: string, courseId: string): Promise<RosterStanding | null> {
    return (await rosterStanding(tx, { tenant, courseId })) ?? null;
  }

  /** Ends when the roster is in; never throws. Two calls at once share one reading. */
  sync(tenant: string, courseId: string): Promise<void> {
    const known = this.running.get(courseId);
    if (known) return known;
    const started = this.syncOnce(tenant, courseId)
      .catch((error: unknown) => this.log.fault('roster.failed', error, { tenantId: tenant, courseId }))
      .finally(() => this.running.delete(courseId));
    this.running.set(courseId, started);
    return started;
  }

  private async daily(tenant: string, courseId: string): Promise<Date | null> {
    await this.sync(tenant, courseId);
    const now = this.clock.now();
    const source = await this.db.job(tenant, (tx) => sourceOf(tx, tenant, courseId));
    return source && now.getTime() - source.quietSince.getTime() < QUIET_MS ? new Date(now.getTime() + DAY_MS) : null;
  }

  private async syncOnce(tenant: string, courseId: string): Promise<void> {
    const began = this.clock.now();
    const source = await this.db.job(tenant, async (tx) => {
      const found = await sourceOf(tx, tenant, courseId);
      // of two processes only one reads in these ten minutes
      return found && (await beginSync(tx, { tenant, courseId, began, notAfter: new Date(began.getTime() - NOT_BEFORE_MS) })) ? found : null;
    });
    if (!source) return;
    try {
      const roster = await this.reader.read(source.access, source);
      await this.keeper.keep({ tenant, issuer: source.access.platform.issuer, course: courseId, began }, roster);
      await this.end(tenant, courseId, { state: 'done', reason: null, members: roster.members.length, more: roster.more });
      this.log.info('roster.synced', { tenantId: tenant, courseId, count: roster.members.length });
    } catch (error) {
      const reason = error instanceof Problem ? error.code : 'internal';
      await this.end(tenant, courseId, { state: 'failed', reason, members: 0, more: false });
      if (!(error instanceof Problem)) throw error;
      this.log.warn('roster.failed', { tenantId: tenant, courseId, reason });
    }
  }

  private async end(
    tenant: string,
    courseId: string,
    outcome: { state: 'done' | 'failed'; reason: string | null; members: number; more: boolean },
  ): Promise<void> {
    await this.db.job(tenant, (tx) =>
      tx.update(
        RosterSync,
        { tenant, course: courseId },
        { endedAt: this.clock.now(), state: outcome.state, reason: outcome.reason, members: outcome.members, more: outcome.more },
      ),
    );
  }
}

/** Where the roster of a course is read; null where its platform offers none, or is not active. */
async function sourceOf(tx: EntityManager, tenant: string, courseId: string): Promise<Source | null> {
  const row = await rosterSource(tx, { tenant, courseId });
  if (!row) return null;
  const access: ServiceAccess = { platform: { ...row.platform, tenant }, deploymentId: row.deploymentId, scopes: [SCOPE.roster] };
  return { access, url: row.url, contextId: row.contextId, quietSince: row.quietSince };
}

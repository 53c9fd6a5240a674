import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Audit, Db, isDatabaseAway, Log, Problem } from '#lotse/base';
import { PROBLEM_STATUS } from '#lotse/contract';
import type { Platform } from '../platforms/platforms.queries.js';
import { framersOf } from '../platforms/platforms.service.js';
import { isRefusal, refusal, type RefusalCode } from './refusals.js';
import { sendPage } from './send-page.js';
import { localeOf, refusalPage } from './sentences.js';
import { Sightings } from '../services/sightings.js';

/**
 * What happens to every launch, login and registration that is refused: one page, one log line with the code alone, and, where the
 * platform is known, one audit row in its tenant. Nothing of what was sent is repeated anywhere.
 */
@Injectable()
export class Refusing {
  constructor(
    private readonly db: Db,
    private readonly audit: Audit,
    private readonly log: Log,
    private readonly sightings: Sightings,
  ) {}

  /** Writes the audit row of the platform's tenant. Requests of unknown platforms have no tenant and are only logged. */
  async note(event: 'login.refused' | 'launch.refused', platform: Platform, problem: Problem): Promise<void> {
    const details = { reason: problem.code, ...(typeof problem.details?.['claim'] === 'string' ? { claim: problem.details['claim'] } : {}) };
    await this.db.job(platform.tenant, (tx) =>
      this.audit.write(tx, { tenant: platform.tenant, actor: null, event, subjectKind: 'registration', subject: platform.id, details }),
    );
    await this.sightings.note(platform, { kind: 'refused', code: problem.code });
  }

  /** Runs a handler; what it throws becomes a page. `error` of the platform is shown where it is one we know. */
  async page(event: string, request: FastifyRequest, reply: FastifyReply, handler: () => Promise<void>): Promise<void> {
    try {
      await handler();
    } catch (error) {
      const problem = this.translate(event, error);
      const platform = knownPlatform(error);
      this.log.warn(event, { reason: problem.code, ...(platform ? { tenantId: platform.tenant, registrationId: platform.id } : {}) });
      const shown = problem.details?.['shown'];
      const page = refusalPage(problem.code as RefusalCode, localeOf(request.headers['accept-language']), typeof shown === 'string' ? shown : undefined);
      if (problem.kind === 'unavailable') void reply.header('retry-after', '60');
      sendPage(reply, PROBLEM_STATUS[problem.kind], page, platform ? framersOf(platform) : null);
    }
  }

  private translate(event: string, error: unknown): Problem {
    if (error instanceof Problem && isRefusal(error.code)) return error;
    this.log.fault(event, error);
    return refusal(isDatabaseAway(error) ? 'DATABASE_AWAY' : 'INTERNAL');
  }
}

const platforms = new WeakMap<Error, Platform>();

/** Remembers beside the problem which platform sent the request, so that the page may be framed by that platform alone. */
export function sentBy(platform: Platform, problem: Problem): Problem {
  platforms.set(problem, platform);
  return problem;
}

function knownPlatform(error: unknown): Platform | undefined {
  return error instanceof Error ? platforms.get(error) : undefined;
}

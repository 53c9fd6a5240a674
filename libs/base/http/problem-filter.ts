import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PROBLEM_STATUS, type ProblemBody, type ProblemKind } from '#lotse/contract';
import { isDatabaseAway } from '../db/database-away.js';
import { currentRequestId, Log } from '../log.js';
import { Problem } from './problem.js';
import { isUnstorable } from '../db/unstorable.js';

/** Translates everything that was thrown into a reply: no stack, no internal message, nothing quoted from the input. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.translate(error);
    const body: ProblemBody = {
      kind: problem.kind,
      code: problem.code,
      ...(problem.details ? { details: problem.details } : {}),
      requestId: currentRequestId() ?? randomUUID(),
    };
    if (problem.kind === 'too-many') void reply.header('retry-after', '5');
    // a handler that answers a file has named its type already, and the name of the file
    void reply.removeHeader('content-disposition').type('application/json; charset=utf-8');
    void reply.header('cache-control', 'no-store').status(PROBLEM_STATUS[problem.kind]).send(body);
  }

  private translate(error: unknown): Problem {
    if (error instanceof Problem) return error;
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
    const known = status === undefined ? undefined : fromStatus(status, error);
    if (known) return known;
    if (isUnstorable(error)) return new Problem('invalid', 'body.invalid');
    this.log.fault('request.failed', error);
    return isDatabaseAway(error) ? new Problem('unavailable', 'database.away') : new Problem('internal', 'internal');
  }
}

/** Refusals that Fastify or Nest make before one of our handlers runs. */
function fromStatus(status: number, error: unknown): Problem | undefined {
  const kinds: Record<number, [ProblemKind, string]> = {
    400: ['invalid', 'body.broken'],
    403: ['not-found', 'route.unknown'], // a path that leads out of the folder of files, or to a folder
    404: ['not-found', 'route.unknown'],
    405: ['invalid', 'route.method'],
    413: ['too-large', 'body.too-large'],
    415: ['invalid', 'body.type'],
    429: ['too-many', 'too-many'],
  };
  const hit = kinds[status];
  return hit && new Problem(hit[0], hit[1], undefined, { cause: error });
}

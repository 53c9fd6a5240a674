import { randomBytes } from 'node:crypto';
import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { output } from 'zod/mini';
import { FromBody, Handle, Problem } from '#lotse/base';
import { disguised, enterUnit, type RunView, type BodyOf } from '#lotse/contract';
import { SessionOpening } from '#lotse/lti';
import { SESSION_COOKIE, SessionsService } from '#lotse/people';
import { RunsService } from './runs.service.js';

/** The first call of a page that was launched into a unit. */
@Controller()
export class EnterUnitController {
  constructor(
    private readonly opening: SessionOpening,
    private readonly sessions: SessionsService,
    private readonly runs: RunsService,
  ) {}

  @Handle(enterUnit)
  async enter(@Req() request: FastifyRequest, @FromBody(enterUnit) wish: BodyOf<typeof enterUnit>): Promise<output<typeof enterUnit.reply>> {
    const { code, back, enrolmentId, unitId } = wish;
    const cookie = request.cookies[SESSION_COOKIE];
    const session = code === null ? await this.opening.resume(cookie, enrolmentId) : (await this.opening.open({ code, cookie: cookie ?? null }, back)).reply;
    const token = disguised(session.token, randomBytes);
    return { session: { ...session, token }, run: session.role === 'trainee' ? await this.runOf(session, unitId) : null };
  }

  /** A unit that cannot be opened leaves the session as it is: the page asks for the run by itself and shows why. */
  private async runOf(session: { token: string; enrolmentId: string }, unitId: string): Promise<RunView | null> {
    const me = await this.sessions.authenticate(session.token);
    if (me === null) return null;
    try {
      return await this.runs.open(me, { enrolmentId: session.enrolmentId, unitId });
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  }
}

import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { output } from 'zod/mini';
import { FromBody, Handle } from '#lotse/base';
import { endSession, openSession, resumeSession, type SessionReply, type BodyOf } from '#lotse/contract';
import { CurrentMe, SESSION_COOKIE, SessionsService, type Me } from '#lotse/people';
import { PARTITIONED } from './login-cookie.js';
import { SessionOpening } from './session-opening.js';

type Reply = output<typeof SessionReply>;

@Controller()
export class SessionController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly opening: SessionOpening,
  ) {}

  @Handle(openSession)
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) answer: FastifyReply,
    @FromBody(openSession) { code, back }: BodyOf<typeof openSession>,
  ): Promise<Reply> {
    const { reply, windowCookie } = await this.opening.open({ code, cookie: request.cookies[SESSION_COOKIE] ?? null }, back);
    if (windowCookie !== null) void answer.setCookie(SESSION_COOKIE, windowCookie, PARTITIONED);
    return reply;
  }

  @Handle(resumeSession)
  resume(@Req() request: FastifyRequest, @FromBody(resumeSession) { enrolmentId }: BodyOf<typeof resumeSession>): Promise<Reply> {
    return this.opening.resume(request.cookies[SESSION_COOKIE], enrolmentId);
  }

  @Handle(endSession)
  async end(@CurrentMe() me: Me, @Res({ passthrough: true }) reply: FastifyReply): Promise<{ ended: true }> {
    await this.sessions.end(me.sessionId);
    void reply.clearCookie(SESSION_COOKIE, PARTITIONED).header('clear-site-data', '"cache", "storage"');
    return { ended: true };
  }
}

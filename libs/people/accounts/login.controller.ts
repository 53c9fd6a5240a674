import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FromBody, Handle, Problem } from '#lotse/base';
import {
  askReset,
  endAccount,
  finishReset,
  login,
  loginSecond,
  passkeyBegin,
  passkeyFinish,
  resumeAccount,
  type AccountSession,
  type PasskeyOffer,
  type BodyOf,
} from '#lotse/contract';
import { ACCOUNT_COOKIE, AccountSessions } from './account-sessions.service.js';
import { AccountsService } from './accounts.service.js';
import { browserOf, dropCookie, keepCookie } from './browser-of.js';
import { LoginService, type Entered } from './login.service.js';
import { PasskeysService } from './passkeys.service.js';
import { ResetsService } from './resets.service.js';

/** From nobody to an open account session, and back. */
@Controller()
export class LoginController {
  constructor(
    private readonly logins: LoginService,
    private readonly passkeys: PasskeysService,
    private readonly sessions: AccountSessions,
    private readonly accounts: AccountsService,
    private readonly resets: ResetsService,
  ) {}

  @Handle(login)
  first(
    @FromBody(login) body: BodyOf<typeof login>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ticket: string }> {
    return this.logins.password(body.mail, body.password, browserOf(request, reply));
  }

  @Handle(loginSecond)
  async second(
    @FromBody(loginSecond) body: BodyOf<typeof loginSecond>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountSession> {
    return this.enter(reply, await this.logins.second(body.ticket, body.code, browserOf(request, reply)));
  }

  @Handle(passkeyBegin)
  passkey(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PasskeyOffer> {
    return this.passkeys.beginLogin(browserOf(request, reply).device);
  }

  @Handle(passkeyFinish)
  async passkeyDone(
    @FromBody(passkeyFinish) body: BodyOf<typeof passkeyFinish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccountSession> {
    return this.enter(reply, await this.logins.passkey(body, browserOf(request, reply)));
  }

  @Handle(resumeAccount)
  async resume(@Req() request: FastifyRequest): Promise<AccountSession> {
    const cookie = request.cookies[ACCOUNT_COOKIE];
    const open = cookie === undefined ? null : await this.sessions.resume(cookie);
    if (!open) throw new Problem('signed-out', 'session.none');
    return this.accounts.sessionOf(open.person, open.sessionId);
  }

  /** By the cookie, so that it also ends a session whose page is gone. */
  @Handle(endAccount)
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<{ ended: true }> {
    const cookie = request.cookies[ACCOUNT_COOKIE];
    if (cookie !== undefined) await this.sessions.endByCookie(cookie);
    dropCookie(reply);
    return { ended: true };
  }

  @Handle(askReset)
  ask(
    @FromBody(askReset) { mail }: BodyOf<typeof askReset>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): { mail: boolean } {
    return this.resets.ask(mail, browserOf(request, reply));
  }

  @Handle(finishReset)
  async reset(
    @FromBody(finishReset) body: BodyOf<typeof finishReset>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ done: true }> {
    await this.resets.finish(body.token, body.password, browserOf(request, reply));
    return { done: true };
  }

  private enter(reply: FastifyReply, { person, opened }: Entered): Promise<AccountSession> {
    keepCookie(reply, opened);
    return this.accounts.sessionOf(person, opened.sessionId);
  }
}

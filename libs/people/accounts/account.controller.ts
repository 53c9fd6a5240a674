import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FromBody, Handle, IdParam } from '#lotse/base';
import {
  accountPage,
  addPasskey,
  changePassword,
  endAllSessions,
  endMySession,
  myPasskey,
  myTotp,
  newRecoveryCodes,
  removePasskey,
  saveAccountLocale,
  saveTotp,
  type AccountPage,
  type PasskeyOffer,
  type TotpOffer,
  type BodyOf,
} from '#lotse/contract';
import { CurrentAccount } from '../who.guard.js';
import type { AccountMe } from './account-sessions.service.js';
import { browserOf, dropCookie } from './browser-of.js';

import { OwnAccountService } from './own-account.service.js';

const DONE = { done: true } as const;
type Done = typeof DONE;

/** One's own account. */
@Controller()
export class AccountController {
  constructor(private readonly own: OwnAccountService) {}

  @Handle(accountPage)
  page(@CurrentAccount() me: AccountMe): Promise<AccountPage> {
    return this.own.page(me);
  }

  @Handle(saveAccountLocale)
  async locale(@CurrentAccount() me: AccountMe, @FromBody(saveAccountLocale) { locale }: BodyOf<typeof saveAccountLocale>): Promise<Done> {
    await this.own.saveLocale(me, locale);
    return DONE;
  }

  @Handle(changePassword)
  async password(
    @CurrentAccount() me: AccountMe,
    @FromBody(changePassword) body: BodyOf<typeof changePassword>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Done> {
    await this.own.changePassword(me, body, browserOf(request, reply));
    return DONE;
  }

  @Handle(myTotp)
  totp(@CurrentAccount() me: AccountMe): Promise<TotpOffer> {
    return this.own.offerTotp(me);
  }

  @Handle(saveTotp)
  async keepTotp(@CurrentAccount() me: AccountMe, @FromBody(saveTotp) wish: BodyOf<typeof saveTotp>): Promise<Done> {
    await this.own.saveTotp(me, wish);
    return DONE;
  }

  @Handle(newRecoveryCodes)
  async codes(@CurrentAccount() me: AccountMe): Promise<{ codes: string[] }> {
    return { codes: await this.own.newRecoveryCodes(me) };
  }

  @Handle(myPasskey)
  passkey(@CurrentAccount() me: AccountMe, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<PasskeyOffer> {
    return this.own.offerPasskey(me, browserOf(request, reply));
  }

  @Handle(addPasskey)
  async add(
    @CurrentAccount() me: AccountMe,
    @FromBody(addPasskey) wish: BodyOf<typeof addPasskey>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Done> {
    await this.own.addPasskey(me, wish, browserOf(request, reply));
    return DONE;
  }

  @Handle(removePasskey)
  async remove(@CurrentAccount() me: AccountMe, @IdParam('passkeyId') id: string): Promise<Done> {
    await this.own.removePasskey(me, id);
    return DONE;
  }

  @Handle(endMySession)
  async end(@CurrentAccount() me: AccountMe, @IdParam('sessionId') id: string): Promise<Done> {
    await this.own.endSession(me, id);
    return DONE;
  }

  @Handle(endAllSessions)
  async endAll(@CurrentAccount() me: AccountMe, @Res({ passthrough: true }) reply: FastifyReply): Promise<Done> {
    await this.own.endAllSessions(me);
    dropCookie(reply);
    return DONE;
  }
}

import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FromBody, Handle } from '#lotse/base';
import {
  acceptInvitation,
  invitationPasskey,
  invitationTotp,
  joinInvitation,
  lookInvitation,
  type AccountSession,
  type InvitationView,
  type PasskeyOffer,
  type TotpOffer,
  type BodyOf,
} from '#lotse/contract';
import { CurrentAccount } from '../who.guard.js';
import { AcceptancesService } from './acceptances.service.js';
import type { AccountMe } from './account-sessions.service.js';
import { AccountsService } from './accounts.service.js';
import { browserOf, keepCookie } from './browser-of.js';

/** An invitation in the hands of the invited person. */
@Controller()
export class InvitationController {
  constructor(
    private readonly acceptances: AcceptancesService,
    private readonly accounts: AccountsService,
  ) {}

  @Handle(lookInvitation)
  look(@FromBody(lookInvitation) { token }: BodyOf<typeof lookInvitation>): Promise<InvitationView> {
    return this.acceptances.look(token);
  }

  @Handle(invitationTotp)
  totp(@FromBody(invitationTotp) { token }: BodyOf<typeof invitationTotp>): Promise<TotpOffer> {
    return this.acceptances.totp(token);
  }

  @Handle(invitationPasskey)
  passkey(
    @FromBody(invitationPasskey) body: BodyOf<typeof invitationPasskey>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasskeyOffer> {
    return this.acceptances.passkey(body.token, body.name, browserOf(request, reply));
  }

  @Handle(acceptInvitation)
  async accept(
    @FromBody(acceptInvitation) { token, ...wish }: BodyOf<typeof acceptInvitation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ session: AccountSession; recoveryCodes: string[] }> {
    const { person, opened, recoveryCodes } = await this.acceptances.accept(token, wish, browserOf(request, reply));
    keepCookie(reply, opened);
    return { session: await this.accounts.sessionOf(person, opened.sessionId), recoveryCodes };
  }

  @Handle(joinInvitation)
  async join(@CurrentAccount() me: AccountMe, @FromBody(joinInvitation) { token }: BodyOf<typeof joinInvitation>): Promise<AccountSession> {
    await this.acceptances.joinWith(token, me);
    return this.accounts.sessionOf(me.person, me.sessionId);
  }
}

import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FromBody, FromQuery, Handle } from '#lotse/base';
import {
  addTenant,
  checkAddress,
  reachMe,
  setupAdmin,
  setupPasskey,
  setupState,
  setupTenant,
  setupTotp,
  testMail,
  type AccountSession,
  type PasskeyOffer,
  type Reply,
  type TotpOffer,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { AccountsService, browserOf, CurrentAccount, keepCookie, SetupService, TenantsService, type AccountMe } from '#lotse/people';
import { SetupChecks } from './setup-checks.js';
import { TenantOpening } from './tenant-opening.js';

/** The first start, step by step; and what of it an admin may do again later. */
@Controller()
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly tenants: TenantsService,
    private readonly opening: TenantOpening,
    private readonly checks: SetupChecks,
    private readonly accounts: AccountsService,
  ) {}

  @Handle(setupState)
  state(@FromBody(setupState) { token }: BodyOf<typeof setupState>): Promise<{ step: 'admin' | 'tenant' }> {
    return this.setup.state(token);
  }

  @Handle(setupTotp)
  totp(@FromBody(setupTotp) { token, mail }: BodyOf<typeof setupTotp>): Promise<TotpOffer> {
    return this.setup.totp(token, mail);
  }

  @Handle(setupPasskey)
  passkey(
    @FromBody(setupPasskey) { token, ...who }: BodyOf<typeof setupPasskey>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasskeyOffer> {
    return this.setup.passkey(token, who, browserOf(request, reply));
  }

  @Handle(setupAdmin)
  async admin(
    @FromBody(setupAdmin) { token, ...wish }: BodyOf<typeof setupAdmin>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Reply<typeof setupAdmin>> {
    const { person, opened, recoveryCodes } = await this.setup.admin(token, wish, browserOf(request, reply));
    keepCookie(reply, opened);
    return { session: await this.accounts.sessionOf(person, opened.sessionId), recoveryCodes };
  }

  @Handle(setupTenant)
  async tenant(@CurrentAccount() me: AccountMe, @FromBody(setupTenant) { token, ...wish }: BodyOf<typeof setupTenant>): Promise<AccountSession> {
    await this.opening.open(await this.setup.tenant(token, me.person, wish));
    return this.accounts.sessionOf(me.person, me.sessionId);
  }

  @Handle(addTenant)
  async add(@CurrentAccount() me: AccountMe, @FromBody(addTenant) wish: BodyOf<typeof addTenant>): Promise<AccountSession> {
    await this.opening.open(await this.tenants.make(me.person, wish, 'Mandant angelegt', () => Promise.resolve()));
    return this.accounts.sessionOf(me.person, me.sessionId);
  }

  @Handle(checkAddress)
  address(@Req() request: FastifyRequest): Promise<Reply<typeof checkAddress>> {
    const forwarded = (request.headers['x-forwarded-for'] ?? request.headers.forwarded) !== undefined;
    return this.checks.address(request.headers.origin ?? '', { peer: request.socket.remoteAddress ?? '', sender: request.ip, forwarded });
  }

  @Handle(reachMe)
  reach(@FromQuery(reachMe) { nonce }: QueryOf<typeof reachMe>): { here: boolean } {
    return { here: this.checks.isHere(nonce) };
  }

  @Handle(testMail)
  mail(@FromBody(testMail) { to }: BodyOf<typeof testMail>): Promise<Reply<typeof testMail>> {
    return this.checks.testMail(to);
  }
}

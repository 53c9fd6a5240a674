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
} from '#lotse/contract';
import {
  AccountsService,
  browserOf,
  CurrentAccount,
  keepCookie,
  SetupService,
  TenantsService,
  type AccountMe,
  type AdminWish,
  type TenantWish,
} from '#lotse/people';
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
  state(@FromBody(setupState) { token }: { token: string }): Promise<{ step: 'admin' | 'tenant' }> {
    return this.setup.state(token);
  }

  @Handle(setupTotp)
  totp(@FromBody(setupTotp) { token, mail }: { token: string; mail: string }): Promise<TotpOffer> {
    return this.setup.totp(token, mail);
  }

  @Handle(setupPasskey)
  passkey(
    @FromBody(setupPasskey) { token, ...who }: { token: string; mail: string; name: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasskeyOffer> {
    return this.setup.passkey(token, who, browserOf(request, reply));
  }

  @Handle(setupAdmin)
  async admin(
    @FromBody(setupAdmin) { token, ...wish }: AdminWish & { token: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Reply<typeof setupAdmin>> {
    const { person, opened, recoveryCodes } = await this.setup.admin(token, wish, browserOf(request, reply));
    keepCookie(reply, opened);
    return { session: await this.accounts.sessionOf(person, opened.sessionId), recoveryCodes };
  }

  @Handle(setupTenant)
  async tenant(@CurrentAccount() me: AccountMe, @FromBody(setupTenant) { token, ...wish }: TenantWish & { token: string }): Promise<AccountSession> {
    await this.opening.open(await this.setup.tenant(token, me.person, wish));
    return this.accounts.sessionOf(me.person, me.sessionId);
  }

  @Handle(addTenant)
  async add(@CurrentAccount() me: AccountMe, @FromBody(addTenant) wish: TenantWish): Promise<AccountSession> {
    await this.opening.open(await this.tenants.make(me.person, wish, 'Mandant angelegt', () => Promise.resolve()));
    return this.accounts.sessionOf(me.person, me.sessionId);
  }

  @Handle(checkAddress)
  address(@Req() request: FastifyRequest): Promise<Reply<typeof checkAddress>> {
    const forwarded = (request.headers['x-forwarded-for'] ?? request.headers.forwarded) !== undefined;
    return this.checks.address(request.headers.origin ?? '', { peer: request.socket.remoteAddress ?? '', sender: request.ip, forwarded });
  }

  @Handle(reachMe)
  reach(@FromQuery(reachMe) { nonce }: { nonce: string }): { here: boolean } {
    return { here: this.checks.isHere(nonce) };
  }

  @Handle(testMail)
  mail(@FromBody(testMail) { to }: { to: string }): Promise<Reply<typeof testMail>> {
    return this.checks.testMail(to);
  }
}

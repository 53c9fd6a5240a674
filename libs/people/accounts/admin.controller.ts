import { Controller } from '@nestjs/common';

import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  auditView,
  giveGrant,
  invitations,
  invite,
  renameTenant,
  renewInvitation,
  resetLink,
  revokeGrant,
  tenantPeople,
  withdrawInvitation,
  type Reply,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import type { Me } from '../sessions.service.js';
import { CurrentMe } from '../who.guard.js';
import { InvitationsService, type Invited } from './invitations.service.js';
import { ResetsService } from './resets.service.js';
import { TenantPeopleService } from './tenant-people.service.js';
import { TenantsService } from './tenants.service.js';

const DONE = { done: true } as const;
type Done = typeof DONE;

/** What admins do in the tenant that stands in the path. */
@Controller()
export class AdminController {
  constructor(
    private readonly people: TenantPeopleService,
    private readonly invitations: InvitationsService,
    private readonly resets: ResetsService,
    private readonly tenants: TenantsService,
  ) {}

  @Handle(tenantPeople)
  list(@CurrentMe() me: Me, @FromQuery(tenantPeople) query: QueryOf<typeof tenantPeople>): Promise<Reply<typeof tenantPeople>> {
    return this.people.list(me, query);
  }

  @Handle(giveGrant)
  give(@CurrentMe() me: Me, @FromBody(giveGrant) wish: BodyOf<typeof giveGrant>): Promise<{ grantId: string }> {
    return this.people.give(me, wish);
  }

  @Handle(revokeGrant)
  async revoke(@CurrentMe() me: Me, @IdParam('grantId') id: string): Promise<Done> {
    await this.people.revoke(me, id);
    return DONE;
  }

  @Handle(resetLink)
  async reset(@CurrentMe() me: Me, @IdParam('personId') person: string): Promise<Reply<typeof resetLink>> {
    const { link, expiresAt } = await this.resets.makeFor(me, person);
    return { link, expiresAt: expiresAt.toISOString() };
  }

  @Handle(invitations)
  all(@CurrentMe() me: Me, @FromQuery(invitations) query: QueryOf<typeof invitations>): Promise<Reply<typeof invitations>> {
    return this.invitations.list(me, query);
  }

  @Handle(invite)
  invite(@CurrentMe() me: Me, @FromBody(invite) wish: BodyOf<typeof invite>): Promise<Invited> {
    return this.invitations.invite(me, wish);
  }

  @Handle(renewInvitation)
  renew(@CurrentMe() me: Me, @IdParam('invitationId') id: string): Promise<Invited> {
    return this.invitations.renew(me, id);
  }

  @Handle(withdrawInvitation)
  async withdraw(@CurrentMe() me: Me, @IdParam('invitationId') id: string): Promise<Done> {
    await this.invitations.withdraw(me, id);
    return DONE;
  }

  @Handle(auditView)
  audit(@CurrentMe() me: Me, @FromQuery(auditView) query: QueryOf<typeof auditView>): Promise<Reply<typeof auditView>> {
    return this.people.audit(me, query);
  }

  @Handle(renameTenant)
  async rename(@CurrentMe() me: Me, @FromBody(renameTenant) { name }: BodyOf<typeof renameTenant>): Promise<Done> {
    await this.tenants.rename(me, name);
    return DONE;
  }
}

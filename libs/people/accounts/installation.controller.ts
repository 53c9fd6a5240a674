import { Controller } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import { addInstallationAdmin, installationAdmins, removeInstallationAdmin, type Reply, type BodyOf, type QueryOf } from '#lotse/contract';
import { CurrentAccount } from '../who.guard.js';
import type { AccountMe } from './account-sessions.service.js';
import { InstallationService } from './installation.service.js';

const DONE = { done: true } as const;

/** Who may change what concerns all tenants. */
@Controller()
export class InstallationController {
  constructor(private readonly installation: InstallationService) {}

  @Handle(installationAdmins)
  list(@CurrentAccount() me: AccountMe, @FromQuery(installationAdmins) query: QueryOf<typeof installationAdmins>): Promise<Reply<typeof installationAdmins>> {
    return this.installation.list(me, query);
  }

  @Handle(addInstallationAdmin)
  async add(@CurrentAccount() me: AccountMe, @FromBody(addInstallationAdmin) { mail }: BodyOf<typeof addInstallationAdmin>): Promise<typeof DONE> {
    await this.installation.add(me, mail);
    return DONE;
  }

  @Handle(removeInstallationAdmin)
  async remove(@CurrentAccount() me: AccountMe, @IdParam('personId') person: string): Promise<typeof DONE> {
    await this.installation.remove(me, person);
    return DONE;
  }
}

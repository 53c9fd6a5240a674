import { Controller } from '@nestjs/common';
import { FromBody, Handle, IdParam } from '#lotse/base';
import {
  confirmPlatform,
  deletePlatform,
  disablePlatform,
  enablePlatform,
  refusePlatform,
  renamePlatform,
  setDeployment,
  suspendPerson,
  takeOverPlatform,
  type BodyOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { PlatformStates } from './platform-states.service.js';
import { TakeOver } from './take-over.service.js';

const DONE = { done: true } as const;
type Done = Promise<typeof DONE>;

/** What an admin decides about a platform, one route each. */
@Controller()
export class PlatformStatesController {
  constructor(
    private readonly states: PlatformStates,
    private readonly takeOver: TakeOver,
  ) {}

  @Handle(confirmPlatform)
  async confirm(@CurrentMe() me: Me, @IdParam('platformId') platformId: string): Done {
    await this.states.confirm(me, platformId);
    return DONE;
  }

  @Handle(refusePlatform)
  async refuse(@CurrentMe() me: Me, @IdParam('platformId') platformId: string): Done {
    await this.states.refuse(me, platformId);
    return DONE;
  }

  @Handle(disablePlatform)
  async disable(@CurrentMe() me: Me, @IdParam('platformId') platformId: string): Done {
    await this.states.disable(me, platformId);
    return DONE;
  }

  @Handle(enablePlatform)
  async enable(@CurrentMe() me: Me, @IdParam('platformId') platformId: string): Done {
    await this.states.enable(me, platformId);
    return DONE;
  }

  @Handle(renamePlatform)
  async rename(@CurrentMe() me: Me, @IdParam('platformId') platformId: string, @FromBody(renamePlatform) { name }: BodyOf<typeof renamePlatform>): Done {
    await this.states.rename(me, platformId, name);
    return DONE;
  }

  @Handle(deletePlatform)
  async delete(@CurrentMe() me: Me, @IdParam('platformId') platformId: string, @FromBody(deletePlatform) { name }: BodyOf<typeof deletePlatform>): Done {
    await this.states.delete(me, platformId, name);
    return DONE;
  }

  @Handle(setDeployment)
  async deployment(
    @CurrentMe() me: Me,
    @IdParam('platformId') registration: string,
    @IdParam('deploymentRow') deployment: string,
    @FromBody(setDeployment) { state }: BodyOf<typeof setDeployment>,
  ): Done {
    await this.states.setDeployment(me, { registration, deployment }, state);
    return DONE;
  }

  @Handle(takeOverPlatform)
  take(
    @CurrentMe() me: Me,
    @IdParam('platformId') platformId: string,
    @FromBody(takeOverPlatform) { from }: BodyOf<typeof takeOverPlatform>,
  ): Promise<{ courses: number }> {
    return this.takeOver.take(me, platformId, from);
  }

  @Handle(suspendPerson)
  async suspend(@CurrentMe() me: Me, @IdParam('personId') person: string, @FromBody(suspendPerson) { suspended }: BodyOf<typeof suspendPerson>): Done {
    await this.states.suspend(me, person, suspended);
    return DONE;
  }
}

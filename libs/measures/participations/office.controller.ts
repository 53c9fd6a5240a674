import { Controller } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  addInterruption,
  addParticipation,
  changeInterruption,
  changeParticipation,
  companionParticipation,
  companionParticipations,
  endParticipation,
  officeParticipation,
  officeParticipations,
  removeInterruption,
  reopenParticipation,
  type ParticipationView,
  type Reply,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { ExitsService } from './exits.service.js';
import { OfficeService } from './office.service.js';
import { ParticipationLists } from './participation-lists.service.js';
import { ParticipationReads } from './participation-reads.js';

const DONE = { done: true } as const;
type Done = typeof DONE;

/** Participations: what the office writes, and what companion and deputy read of their own. */
@Controller()
export class OfficeController {
  constructor(
    private readonly office: OfficeService,
    private readonly exits: ExitsService,
    private readonly lists: ParticipationLists,
    private readonly reads: ParticipationReads,
  ) {}

  @Handle(officeParticipations)
  list(@CurrentMe() me: Me, @FromQuery(officeParticipations) query: QueryOf<typeof officeParticipations>): Promise<Reply<typeof officeParticipations>> {
    return this.lists.forOffice(me, query);
  }

  @Handle(addParticipation)
  add(@CurrentMe() me: Me, @FromBody(addParticipation) wish: BodyOf<typeof addParticipation>): Promise<{ participationId: string }> {
    return this.office.add(me, wish);
  }

  @Handle(officeParticipation)
  one(@CurrentMe() me: Me, @IdParam('participationId') id: string): Promise<ParticipationView> {
    return this.reads.forOffice(me, id);
  }

  @Handle(changeParticipation)
  async change(
    @CurrentMe() me: Me,
    @IdParam('participationId') id: string,
    @FromBody(changeParticipation) wish: BodyOf<typeof changeParticipation>,
  ): Promise<Done> {
    await this.office.change(me, id, wish);
    return DONE;
  }

  @Handle(endParticipation)
  async end(@CurrentMe() me: Me, @IdParam('participationId') id: string, @FromBody(endParticipation) wish: BodyOf<typeof endParticipation>): Promise<Done> {
    await this.exits.end(me, id, wish);
    return DONE;
  }

  @Handle(reopenParticipation)
  async reopen(@CurrentMe() me: Me, @IdParam('participationId') id: string): Promise<Done> {
    await this.exits.reopen(me, id);
    return DONE;
  }

  @Handle(addInterruption)
  interrupt(
    @CurrentMe() me: Me,
    @IdParam('participationId') id: string,
    @FromBody(addInterruption) wish: BodyOf<typeof addInterruption>,
  ): Promise<{ interruptionId: string }> {
    return this.exits.interrupt(me, id, wish);
  }

  @Handle(changeInterruption)
  async changeInterruption(
    @CurrentMe() me: Me,
    @IdParam('participationId') id: string,
    @IdParam('interruptionId') interruption: string,
    @FromBody(changeInterruption) wish: BodyOf<typeof changeInterruption>,
  ): Promise<Done> {
    await this.exits.changeInterruption(me, id, interruption, wish);
    return DONE;
  }

  @Handle(removeInterruption)
  async removeInterruption(@CurrentMe() me: Me, @IdParam('participationId') id: string, @IdParam('interruptionId') interruption: string): Promise<Done> {
    await this.exits.removeInterruption(me, id, interruption);
    return DONE;
  }

  @Handle(companionParticipations)
  mine(
    @CurrentMe() me: Me,
    @FromQuery(companionParticipations) query: QueryOf<typeof companionParticipations>,
  ): Promise<Reply<typeof companionParticipations>> {
    return this.lists.forCompanion(me, query);
  }

  @Handle(companionParticipation)
  oneOfMine(@CurrentMe() me: Me, @IdParam('participationId') id: string): Promise<ParticipationView> {
    return this.reads.forCompanion(me, id);
  }
}

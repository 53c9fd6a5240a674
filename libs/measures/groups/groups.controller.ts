import { Controller } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  addGroup,
  archiveGroup,
  changeGroup,
  group,
  groupPeople,
  groups,
  offerGroup,
  type GroupView,
  type Reply,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { GroupsService } from './groups.service.js';

const DONE = { done: true } as const;

@Controller()
export class GroupsController {
  constructor(private readonly all: GroupsService) {}

  @Handle(groups)
  list(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromQuery(groups) query: QueryOf<typeof groups>): Promise<Reply<typeof groups>> {
    return this.all.list(me, enrolmentId, query);
  }

  @Handle(addGroup)
  add(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromBody(addGroup) wish: BodyOf<typeof addGroup>): Promise<{ groupId: string }> {
    return this.all.add(me, enrolmentId, wish);
  }

  @Handle(group)
  one(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('groupId') groupId: string): Promise<GroupView> {
    return this.all.one(me, enrolmentId, groupId);
  }

  @Handle(changeGroup)
  async change(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('groupId') groupId: string,
    @FromBody(changeGroup) wish: BodyOf<typeof changeGroup>,
  ): Promise<typeof DONE> {
    await this.all.change(me, enrolmentId, groupId, wish);
    return DONE;
  }

  @Handle(archiveGroup)
  async archive(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('groupId') groupId: string): Promise<typeof DONE> {
    await this.all.archive(me, enrolmentId, groupId);
    return DONE;
  }

  @Handle(offerGroup)
  async offer(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('groupId') groupId: string): Promise<typeof DONE> {
    await this.all.offer(me, enrolmentId, groupId);
    return DONE;
  }

  @Handle(groupPeople)
  people(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @FromQuery(groupPeople) query: QueryOf<typeof groupPeople>,
  ): Promise<Reply<typeof groupPeople>> {
    return this.all.candidates(me, enrolmentId, query);
  }
}

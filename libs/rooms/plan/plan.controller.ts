import { Controller } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  cancelMeeting,
  excuseMe,
  moveMeeting,
  planMeetings,
  planStaff,
  previewPlan,
  restoreMeeting,
  substituteMeeting,
  upcomingMeetings,
  weekPlan,
  type PlanPreview,
  type Reply,
  type WeekPlan,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { PlanService } from './plan.service.js';
import { WeekService } from './week.service.js';

const DONE = { done: true } as const;

@Controller()
export class PlanController {
  constructor(
    private readonly plans: PlanService,
    private readonly weeks: WeekService,
  ) {}

  @Handle(weekPlan)
  week(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromQuery(weekPlan) { day }: QueryOf<typeof weekPlan>): Promise<WeekPlan> {
    return this.weeks.week(me, enrolmentId, day);
  }

  @Handle(planStaff)
  staff(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @FromQuery(planStaff) query: QueryOf<typeof planStaff>,
  ): Promise<Reply<typeof planStaff>> {
    return this.weeks.staff(me, enrolmentId, query);
  }

  @Handle(previewPlan)
  preview(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(previewPlan) wish: BodyOf<typeof previewPlan>,
  ): Promise<PlanPreview> {
    return this.plans.preview(me, enrolmentId, roomId, wish);
  }

  @Handle(planMeetings)
  plan(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(planMeetings) wish: BodyOf<typeof planMeetings>,
  ): Promise<{ meetings: number }> {
    return this.plans.plan(me, enrolmentId, roomId, wish);
  }

  @Handle(moveMeeting)
  async move(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(moveMeeting) wish: BodyOf<typeof moveMeeting>,
  ): Promise<typeof DONE> {
    await this.plans.move(me, enrolmentId, meetingId, wish);
    return DONE;
  }

  @Handle(cancelMeeting)
  cancel(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(cancelMeeting) wish: BodyOf<typeof cancelMeeting>,
  ): Promise<{ meetings: number }> {
    return this.plans.cancel(me, enrolmentId, meetingId, wish);
  }

  @Handle(restoreMeeting)
  restore(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(restoreMeeting) { which }: BodyOf<typeof restoreMeeting>,
  ): Promise<{ meetings: number }> {
    return this.plans.restore(me, enrolmentId, meetingId, which);
  }

  @Handle(substituteMeeting)
  async substitute(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(substituteMeeting) wish: BodyOf<typeof substituteMeeting>,
  ): Promise<typeof DONE> {
    await this.plans.substitute(me, enrolmentId, meetingId, wish);
    return DONE;
  }

  @Handle(upcomingMeetings)
  upcoming(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string): Promise<Reply<typeof upcomingMeetings>> {
    return this.weeks.upcoming(me, enrolmentId);
  }

  @Handle(excuseMe)
  async excuse(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(excuseMe) { isComing }: BodyOf<typeof excuseMe>,
  ): Promise<typeof DONE> {
    await this.plans.excuse(me, enrolmentId, meetingId, isComing);
    return DONE;
  }
}

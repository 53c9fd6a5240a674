import { Controller } from '@nestjs/common';
import { ContentParam, FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  openRun,
  runResult,
  setExam,
  startPage,
  unitPage,
  type RunResult,
  type RunView,
  type StartPage,
  type UnitPage,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { OwnPart } from '../answers/own-part.js';
import { RunsService } from './runs.service.js';
import { ResultService } from '../result.service.js';
import { StartService } from './start.service.js';

@Controller()
export class LearningController {
  constructor(
    private readonly runs: RunsService,
    private readonly start: StartService,
    private readonly results: ResultService,
    private readonly own: OwnPart,
  ) {}

  @Handle(startPage)
  page(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string): Promise<StartPage> {
    return this.start.page(me, enrolmentId);
  }

  @Handle(setExam)
  exam(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromBody(setExam) wish: BodyOf<typeof setExam>) {
    return this.own.setExam(me, enrolmentId, wish);
  }

  @Handle(openRun)
  open(@CurrentMe() me: Me, @FromBody(openRun) wish: BodyOf<typeof openRun>): Promise<RunView> {
    return this.runs.open(me, wish);
  }

  @Handle(runResult)
  result(@CurrentMe() me: Me, @IdParam('runId') runId: string, @FromQuery(runResult) query: QueryOf<typeof runResult>): Promise<RunResult> {
    return this.results.result(me, runId, query.enrolmentId ?? null);
  }

  @Handle(unitPage)
  unit(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @ContentParam('unitId') unitId: string): Promise<UnitPage> {
    return this.results.unit(me, enrolmentId, unitId);
  }
}

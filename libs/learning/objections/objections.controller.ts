import { Controller, Param } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  ContentId,
  objectedTask,
  objectedTasks,
  objectTo,
  settleObjections,
  type ObjectedTask,
  type ObjectedTaskPage,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { ObjectionsService } from './objections.service.js';

const ExerciseParam = () => Param('exerciseId', { schema: ContentId });

/** Objections of learners, and the list of them for those who write tasks. */
@Controller()
export class ObjectionsController {
  constructor(private readonly objections: ObjectionsService) {}

  @Handle(objectTo)
  object(@CurrentMe() me: Me, @IdParam('runId') runId: string, @FromBody(objectTo) wish: BodyOf<typeof objectTo>): Promise<{ objected: true }> {
    return this.objections.object(me, runId, wish);
  }

  @Handle(objectedTasks)
  list(@CurrentMe() me: Me, @FromQuery(objectedTasks) query: QueryOf<typeof objectedTasks>): Promise<{ rows: ObjectedTask[]; total: number }> {
    return this.objections.list(me.tenant, query);
  }

  @Handle(objectedTask)
  task(@CurrentMe() me: Me, @ExerciseParam() exerciseId: string): Promise<ObjectedTaskPage> {
    return this.objections.task(me.tenant, exerciseId);
  }

  @Handle(settleObjections)
  settle(@CurrentMe() me: Me, @ExerciseParam() exerciseId: string): Promise<{ settled: number }> {
    return this.objections.settle(me, exerciseId);
  }
}

import { Controller } from '@nestjs/common';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  addMeasure,
  addStaff,
  changeMeasure,
  changeStaff,
  checkImport,
  officeMeasures,
  officePeople,
  officeStaff,
  runImport,
  type ImportPlan,
  type Reply,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { ImportService } from './import/import.service.js';
import { MeasuresService } from './measures.service.js';
import { PeopleChoices } from './people-choices.service.js';
import { StaffService } from './staff.service.js';

const DONE = { done: true } as const;
type Done = typeof DONE;

/** What participations stand on: measures, the staff, whom one may choose; and the import of many at once. */
@Controller()
export class MeasuresController {
  constructor(
    private readonly measures: MeasuresService,
    private readonly staff: StaffService,
    private readonly choices: PeopleChoices,
    private readonly imports: ImportService,
  ) {}

  @Handle(officeMeasures)
  list(@CurrentMe() me: Me, @FromQuery(officeMeasures) query: QueryOf<typeof officeMeasures>): Promise<Reply<typeof officeMeasures>> {
    return this.measures.list(me, query);
  }

  @Handle(addMeasure)
  add(@CurrentMe() me: Me, @FromBody(addMeasure) wish: BodyOf<typeof addMeasure>): Promise<{ measureId: string }> {
    return this.measures.add(me, wish);
  }

  @Handle(changeMeasure)
  async change(@CurrentMe() me: Me, @IdParam('measureId') id: string, @FromBody(changeMeasure) wish: BodyOf<typeof changeMeasure>): Promise<Done> {
    await this.measures.change(me, id, wish);
    return DONE;
  }

  @Handle(officeStaff)
  staffList(@CurrentMe() me: Me, @FromQuery(officeStaff) query: QueryOf<typeof officeStaff>): Promise<Reply<typeof officeStaff>> {
    return this.staff.list(me, query);
  }

  @Handle(addStaff)
  addStaff(@CurrentMe() me: Me, @FromBody(addStaff) wish: BodyOf<typeof addStaff>): Promise<{ contactId: string }> {
    return this.staff.add(me, wish);
  }

  @Handle(changeStaff)
  async changeStaff(@CurrentMe() me: Me, @IdParam('contactId') id: string, @FromBody(changeStaff) wish: BodyOf<typeof changeStaff>): Promise<Done> {
    await this.staff.change(me, id, wish);
    return DONE;
  }

  @Handle(officePeople)
  people(@CurrentMe() me: Me, @FromQuery(officePeople) query: QueryOf<typeof officePeople>): Promise<Reply<typeof officePeople>> {
    return this.choices.list(me, query);
  }

  @Handle(checkImport)
  dryRun(@CurrentMe() me: Me, @FromBody(checkImport) { csv }: BodyOf<typeof checkImport>): Promise<ImportPlan> {
    return this.imports.check(me, csv);
  }

  @Handle(runImport)
  run(@CurrentMe() me: Me, @FromBody(runImport) wish: BodyOf<typeof runImport>): Promise<Reply<typeof runImport>> {
    return this.imports.run(me, wish);
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { Erasures, PeopleModule, SubjectNames } from '#lotse/people';
import { ContactsService } from './contacts.service.js';
import { ExamsService } from './exams.service.js';
import { GroupsController } from './groups/groups.controller.js';
import { GroupsService } from './groups/groups.service.js';
import { ImportService } from './import/import.service.js';
import { LegalNames } from './legal-names.js';
import { MeasuresController } from './measures.controller.js';
import { MeasuresService } from './measures.service.js';
import { ExitsService } from './participations/exits.service.js';
import { OfficeController } from './participations/office.controller.js';
import { OfficeService } from './participations/office.service.js';
import { ParticipationChecks } from './participations/participation-checks.js';
import { ParticipationLists } from './participations/participation-lists.service.js';
import { ParticipationReads } from './participations/participation-reads.js';
import { ParticipationsService } from './participations/participations.service.js';
import { PeopleChoices } from './people-choices.service.js';
import { StaffService } from './staff.service.js';

/** What libs further right and the demo use. */
const SHARED = [ContactsService, ExamsService, ExitsService, GroupsService, MeasuresService, OfficeService, ParticipationsService, StaffService];

@Module({
  imports: [PeopleModule],
  controllers: [MeasuresController, OfficeController, GroupsController],
  providers: [...SHARED, ImportService, LegalNames, ParticipationChecks, ParticipationLists, ParticipationReads, PeopleChoices],
  exports: SHARED,
})
export class MeasuresModule implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly legal: LegalNames,
    private readonly subjects: SubjectNames,
    private readonly participations: ParticipationsService,
    private readonly measures: MeasuresService,
    private readonly staff: StaffService,
  ) {}

  onModuleInit(): void {
    this.erasures.onErased(({ participations }) => this.legal.drop(participations));
    this.subjects.register('participation', (tx, tenant, ids) => this.participations.legalNamesOf(tx, tenant, ids));
    this.subjects.register('measure', (tx, tenant, ids) => this.measures.numbersOf(tx, tenant, ids));
    this.subjects.register(
      'staff',
      async (tx, tenant, ids) => new Map([...(await this.staff.named(tx, tenant, ids)).values()].map((one) => [one.contactId, one.name])),
    );
  }
}

import type { Provider } from '@nestjs/common';
import { Db } from '#lotse/base';
import { ExitsService } from './exits.service.js';
import { ImportService } from './import.service.js';
import { LegalNames } from './legal-names.js';
import { MeasuresController } from './measures.controller.js';
import { MeasuresService } from './measures.service.js';
import { OfficeController } from './office.controller.js';
import { OfficeService } from './office.service.js';
import { ParticipationChecks } from './participation-checks.js';
import { ParticipationLists } from './participation-lists.service.js';
import { ParticipationReads } from './participation-reads.js';
import { ParticipationsService } from './participations.service.js';
import { PeopleChoices } from './people-choices.service.js';
import { SubjectNames } from './subject-names.js';
import { StaffService } from './staff.service.js';

export const OFFICE_CONTROLLERS = [OfficeController, MeasuresController];
export const OFFICE_PROVIDERS: Provider[] = [
  ...[LegalNames, MeasuresService, StaffService, PeopleChoices, ParticipationsService, SubjectNames],
  ...[ParticipationLists, ParticipationReads, ParticipationChecks, OfficeService, ExitsService],
  {
    provide: ImportService,
    useFactory: (db: Db, office: OfficeService, measures: MeasuresService, staff: StaffService, choices: PeopleChoices, names: LegalNames) =>
      new ImportService(db, office, { measures, staff, choices, names }),
    inject: [Db, OfficeService, MeasuresService, StaffService, PeopleChoices, LegalNames],
  },
];
/** What other libs and the demo use. */
export const OFFICE_EXPORTS = [ParticipationsService, MeasuresService, StaffService, OfficeService, ExitsService, SubjectNames];

/**
 * The provider's measures and who takes part in them: participations, contact people of the staff, groups of a course.
 * It promises that participations never overlap wrongly and that each change of one stands in the audit.
 * Called by learning (contact, exam), rooms (groups, attendance) and reports.
 */
export { MeasuresModule } from './measures.module.js';
export { ContactsService, type Contact } from './contacts.service.js';
export { ExamsService } from './exams.service.js';
export { GroupsService, type GroupSize } from './groups/groups.service.js';
export { MeasuresService } from './measures.service.js';
export { StaffService } from './staff.service.js';
export { ExitsService } from './participations/exits.service.js';
export { OfficeService } from './participations/office.service.js';
export { ParticipationsService } from './participations/participations.service.js';
export { reportsDue } from './participations/reports-due.js';
export { MEASURE_TABLES } from './tables.js';
export { MEASURE_ENTITIES } from './entities.js';

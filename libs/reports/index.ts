/**
 * Performance reports (LuV): compiled from what Lotse knows, written by the companion, shown to the trainee, released to a
 * caseworker, handed over. It promises that nobody reads one who may not, that a withdrawn release is shut with the next
 * request, and that each reading leaves one trace. It pulls from learning and people; nobody pushes to it. Called by the server.
 */
export { ReportsModule } from './reports.module.js';
export { DraftsService, type DraftWish } from './drafts.service.js';
export { ReleasesService } from './releases.service.js';
export { MyReportsService } from './my-reports.service.js';
export { ACCESS_RULES } from './report-access.js';
export { ReceivedService, RECEIVING_RULES } from './received.service.js';
export { STATE_RULES } from './rules/report-states.js';
export { RELEASE_RULES } from './rules/release-rules.js';
export { REPORT_ENTITIES } from './entities.js';
export { REPORT_TABLES } from './tables.js';

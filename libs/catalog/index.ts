/**
 * What there is to learn: builds packages from the content files, keeps them unchanged for as long as anybody
 * has answered from them, and says which of them a tenant has published.
 * Called by lti (modules of a link), learning (runs) and the server (start, content check).
 */
export { CatalogModule } from './catalog.module.js';
export { CatalogService, countedTasks, countsForGrade, tasksOf, type ModuleUnits, type PublishedUnit } from './catalog.service.js';
export { chooseTasks, type ChosenTask, type Choosing } from './choose-tasks.js';
export type { Reader } from './packages.queries.js';
export { CATALOG_ENTITIES } from './entities.js';
export {
  blindPaper,
  buildForms,
  buildPackages,
  checkContent,
  contentNeighbours,
  contentStats,
  digestOf,
  examplesIn,
  factDates,
  installedWords,
  markBlind,
  newTask,
  packageId,
  readContent,
  secondLook,
  wantedAudio,
  writeSchemas,
  type ContentProblem,
} from './packaging/index.js';
export { CATALOG_TABLES } from './tables.js';

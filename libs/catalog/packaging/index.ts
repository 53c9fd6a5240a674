/**
 * From YAML to packages: reads a content folder, checks it, and compiles each unit into immutable JSON named by its
 * sha256. No database, no Nest, no clock: the day is an argument. Called by the catalogue at start and by the
 * content command; nothing of a content file is ever executed.
 */
export { digestOf, readContent, type ContentTree } from './read-content.js';
export { buildPackages } from './build-packages.js';
export { buildForms } from './build-forms.js';
export { packageId } from './package-id.js';
export { checkContent, type ContentSummary } from './check-content.js';
export { contentStats, type ModuleStats } from './content-stats.js';
export { factDates, type FactDate } from './fact-dates.js';
export { blindPaper, markBlind, type BlindAnswer, type PaperTask } from './blind-solve.js';
export { secondLook, type SecondLook } from './second-look.js';
export { examplesIn, newTask, type NewTask } from './new-task.js';
export { wantedAudio, type WantedAudio } from './wanted-audio.js';
export { installedWords } from './word-list.js';
export { contentNeighbours } from './write-neighbours.js';
export { writeSchemas } from './write-schemas.js';
export type { ContentProblem } from './problem.js';
export { parseProse } from './parse-prose.js';
export { writeProse } from './write-prose.js';

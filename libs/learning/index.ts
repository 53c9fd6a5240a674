/**
 * Learning itself: runs, answers, mastery, the grade owed, and what tutors and teachers see of it.
 * It promises that an acknowledged answer is stored once and for good, and that the learner never waits for the LMS.
 * Called by the browser over HTTP and by the server; rooms and reports will read progress here.
 */
export { LearningModule } from './learning.module.js';
export { RecordingsService } from './hand/recordings.service.js';
export { AnswerTexts } from './hand/answer-texts.js';
export { AnswersService } from './answers/answers.service.js';
export { RoomRunsService, type Opening, type RoomTask } from './answers/room-runs.service.js';
export { ProgressService } from './progress.service.js';
export type { Period } from './period.js';
export { RunsService } from './start/runs.service.js';
export { drawFor, type Drawn } from './runs/draw.js';
export { outcomeOf, TRIES } from './runs/outcome.js';
export { LEARNING_ENTITIES } from './entities.js';
export { LEARNING_TABLES } from './tables.js';

/** Tasks as they are shown, answered, packed and written: the part of the contract that knows kinds. */
export {
  EXERCISE_KINDS,
  GROUP_KINDS,
  SECTIONS,
  TASK_KINDS,
  TaskKind,
  Section,
  Response,
  TaskBody,
  TaskView,
  TaskGroup,
  TaskDocument,
  GlossaryEntry,
  SourceView,
  type ExerciseKind,
  type GroupKind,
} from './exercises.js';
export { Tolerance, type PackedTruth } from './kinds/file-parts.js';
export { Family, Param, PackedBody, PackedExercise, UnitPackage } from './packages.js';
export {
  SourceNote,
  CompetencesFile,
  FactFile,
  GlossaryFile,
  GradeScalesFile,
  ExamFormFile,
  ExamSlot,
  ModuleFile,
  UnitFile,
  UnitSections,
  type PackedForm,
} from './content-files.js';
export {
  ExerciseFile,
  SituationFile,
  refuseKind,
  isTaskKind,
  isGroupKind,
  type ExerciseTest,
  type GroupFile,
  type ListeningFile,
  type PartFile,
  type TaskFile,
  type TaskFileGroup,
  type TaskFileOf,
} from './exercise-file.js';
export {
  HAND_KINDS,
  LARGEST_RECORDING,
  LONGEST_TEXT,
  RECORDING_PIECE,
  RECORDING_TYPES,
  WRITING_FORMS,
  isHandKind,
  type HandKind,
  type RecordingType,
} from './kinds/hand.js';
export { TASK_ROLES, TaskRole } from './kinds/task-reading.js';
export { type PackedStep } from './kinds/steps.file.js';
export { Audio } from './kinds/audio.js';
export { type Spoken } from './kinds/listening.file.js';

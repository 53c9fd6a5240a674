import * as z from 'zod/mini';
import { AnswerOutcome } from './answers.js';
import { ExamAttemptCard } from './exams.js';
import { TaskView } from './exercises.js';
import { GradeState } from './results.js';
import { route } from './route.js';
import { Buoy } from './start.js';
import { ContentId, Id, Instant, Page, PageSize } from './words.js';

const staff = ['teacher', 'tutor'] as const;

/** A person's state in one unit. `stuck`: three wrong first tries in a row, or an open run untouched for seven days. */
export const RosterState = z.enum(['not-started', 'going', 'stuck', 'finished']);
export type RosterState = z.infer<typeof RosterState>;

export const RosterCell = z.object({
  unitId: ContentId,
  state: RosterState,
  /** Why somebody is stuck: wrong first tries in a row, or days without an answer. */
  stuck: z.nullable(z.object({ why: z.enum(['wrong', 'away']), count: z.number() })),
  done: z.number(),
  total: z.number(),
  grade: z.nullable(z.number()),
  gradeState: GradeState,
  /** Code of the reason when a grade has not arrived, e.g. `score.403`. */
  gradeReason: z.nullable(z.string()),
  lastAnswerAt: z.nullable(Instant),
});
export type RosterCell = z.infer<typeof RosterCell>;

export const RosterRow = z.object({
  personId: Id,
  name: z.string(),
  test: z.boolean(),
  lastSeenAt: z.nullable(Instant),
  needsHelp: z.boolean(),
  cells: z.array(RosterCell),
});
export type RosterRow = z.infer<typeof RosterRow>;

export const RosterQuery = z.object({
  page: Page,
  size: PageSize,
  sort: z._default(z.enum(['name', 'last-seen', 'help', 'grade']), 'help'),
  dir: z._default(z.enum(['asc', 'desc']), 'asc'),
  state: z.optional(RosterState),
  unitId: z.optional(ContentId),
  q: z.optional(z.string().check(z.maxLength(80))),
});
export type RosterQuery = z.infer<typeof RosterQuery>;

export const RosterPage = z.object({
  courseTitle: z.string(),
  units: z.array(z.object({ unitId: ContentId, title: z.string(), short: z.string() })),
  counts: z.object({ people: z.number(), notStarted: z.number(), going: z.number(), stuck: z.number(), finished: z.number(), gradesWaiting: z.number() }),
  rows: z.array(RosterRow),
  total: z.number(),
  page: z.number(),
  size: z.number(),
  /** The roster of the LMS, as last read; null where the LMS offers none. `more`: it has more people than Lotse lists. */
  rosterState: z.nullable(z.object({ state: z.enum(['running', 'done', 'failed']), reason: z.nullable(z.string()), at: Instant, more: z.boolean() })),
  /** Set when grades cannot go back to this course, with the reason's code. */
  gradesBlocked: z.nullable(z.string()),
  /** Titles of activities without a gradebook column: deleted in the LMS since staff last read of it, or set to no grade there. */
  withoutColumn: z.object({ gone: z.array(z.string()), ungraded: z.array(z.string()) }),
  /** People whom the LMS calls learners and staff has said to belong to the team; they are not in the rows. */
  team: z.array(z.object({ personId: Id, name: z.string() })),
});
export type RosterPage = z.infer<typeof RosterPage>;
export const roster = route('GET', '/api/courses/:enrolmentId/people', { who: staff, query: RosterQuery, reply: RosterPage });
/** The same list as CSV, filtered and sorted by the same query, without pages; UTF-8 with BOM, semicolons, formulas made harmless. Not JSON: fetched as a file. */
export const ROSTER_CSV_PATH = '/api/courses/:enrolmentId/people.csv';

/** Says that a learner of the LMS belongs to the team (Moodle lists its tutors as learners), or takes it back. */
export const setTeam = route('PUT', '/api/courses/:enrolmentId/people/:personId/team', {
  who: staff,
  body: z.strictObject({ team: z.boolean() }),
  reply: z.object({ team: z.boolean() }),
});
/** Staff has read which activities were deleted in the LMS: it is told once. */
export const readGoneColumns = route('POST', '/api/courses/:enrolmentId/columns/gone/read', {
  who: staff,
  body: z.strictObject({}),
  reply: z.object({ read: z.literal(true) }),
});

export const AnsweredTask = z.object({
  answerId: Id,
  at: Instant,
  try: z.number(),
  task: TaskView,
  response: z.unknown(),
  outcome: AnswerOutcome,
  aids: z.array(z.string()),
});
export type AnsweredTask = z.infer<typeof AnsweredTask>;

export const PersonPage = z.object({
  personId: Id,
  name: z.string(),
  lastSeenAt: z.nullable(Instant),
  units: z.array(z.object({ unitId: ContentId, title: z.string(), cell: RosterCell })),
  mastery: z.array(Buoy),
  answers: z.array(AnsweredTask),
  total: z.number(),
  page: z.number(),
  size: z.number(),
  /** The ten newest mock exams that were handed in or whose time ended, newest first; never one that runs. */
  exams: z.array(ExamAttemptCard),
});
export type PersonPage = z.infer<typeof PersonPage>;
export const personPage = route('GET', '/api/courses/:enrolmentId/people/:personId', {
  who: staff,
  query: z.object({ page: Page, size: PageSize, unitId: z.optional(ContentId) }),
  reply: PersonPage,
});

/** What a link may open: for a link with neither unit, module nor room of this course the teacher chooses once. */
export const LinkChoices = z.object({
  linkTitle: z.string(),
  choices: z.array(z.object({ kind: z.enum(['unit', 'module']), id: ContentId, title: z.string(), minutes: z.number(), tasks: z.number() })),
  /** Rooms of this course: an activity may open one of them. */
  rooms: z.array(z.object({ roomId: Id, title: z.string() })),
});
export type LinkChoices = z.infer<typeof LinkChoices>;
export const linkChoices = route('GET', '/api/courses/:enrolmentId/links/:linkId', { who: staff, reply: LinkChoices });
export const chooseTarget = route('PUT', '/api/courses/:enrolmentId/links/:linkId', {
  who: staff,
  body: z.strictObject({ kind: z.enum(['unit', 'module', 'room']), id: ContentId }),
  reply: z.object({ kind: z.enum(['unit', 'module', 'room']), id: ContentId }),
});

/** One unit with its tasks' number, for choosing what a course works on together. */
export const UnitChoice = z.object({ unitId: ContentId, title: z.string(), moduleTitle: z.string(), minutes: z.number(), tasks: z.number() });
export type UnitChoice = z.infer<typeof UnitChoice>;
export const UnitChoices = z.object({ units: z.array(UnitChoice), total: z.number(), page: z.number() });
export type UnitChoices = z.infer<typeof UnitChoices>;
/** Everything the tenant has published, by module; `find` in titles. */
export const courseUnits = route('GET', '/api/courses/:enrolmentId/units', {
  who: staff,
  query: z.object({ page: Page, size: PageSize, find: z.optional(z.string().check(z.maxLength(80))) }),
  reply: UnitChoices,
});

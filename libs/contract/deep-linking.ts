import * as z from 'zod/mini';
import { AnswerOutcome } from './answers.js';
import { Response, Section, TaskView } from './exercises.js';
import { route } from './route.js';
import { unitEnd } from './results.js';
import { ContentId, Id } from './words.js';

const staff = ['teacher', 'tutor'] as const;

/** A unit as a teacher chooses it. `cefr` is the highest level any of its tasks asks for. */
export const PickUnit = z.object({
  unitId: ContentId,
  title: z.string(),
  goals: z.array(z.string()),
  minutes: z.number(),
  /** Those that count. */
  tasks: z.number(),
  cefr: z.nullable(z.string()),
  /** Empty: for all occupations. */
  occupations: z.array(z.string()),
});
export type PickUnit = z.infer<typeof PickUnit>;
export const PickModule = z.object({ moduleId: ContentId, title: z.string(), units: z.array(PickUnit) });
export type PickModule = z.infer<typeof PickModule>;

/** What the picker shows inside the LMS's dialog. */
export const PickPage = z.object({
  courseTitle: z.string(),
  platform: z.string(),
  /** False where this place of the LMS takes no LTI activities: then only the way back is offered. */
  acceptsLinks: z.boolean(),
  acceptsSeveral: z.boolean(),
  modules: z.array(PickModule),
  /** Rooms of the course of this dialog. */
  rooms: z.array(z.object({ roomId: Id, title: z.string() })),
});
export type PickPage = z.infer<typeof PickPage>;
/** A ticket is one teacher's choosing in one dialog: an hour, answered once (`ticket.used`, `ticket.over`). */
export const pickPage = route('GET', '/api/deep-linking/:ticketId', { who: staff, reply: PickPage });

export const DeepLinkItem = z.strictObject({ kind: z.enum(['unit', 'module', 'room']), id: ContentId });
export type DeepLinkItem = z.infer<typeof DeepLinkItem>;
/** Chooses; no items means cancel. `path` is a page of ours that hands the choice to the LMS, once. */
export const pickItems = route('POST', '/api/deep-linking/:ticketId', {
  who: staff,
  body: z.strictObject({ items: z.array(DeepLinkItem).check(z.maxLength(50)) }),
  reply: z.object({ path: z.string() }),
});

/** A unit to be looked at by staff: its tasks, with nothing of their solutions. */
export const UnitPreview = z.object({
  unit: z.object({ unitId: ContentId, title: z.string(), moduleTitle: z.string(), goals: z.array(z.string()), minutes: z.number() }),
  tasks: z.array(TaskView),
  /** By task: where it stands in the unit. */
  sections: z.array(Section),
  /** What trainees read behind the last task. */
  ...unitEnd,
});
export type UnitPreview = z.infer<typeof UnitPreview>;
export const unitPreview = route('GET', '/api/courses/:enrolmentId/units/:unitId/preview', { who: staff, reply: UnitPreview });
/** Marks as for a trainee and stores nothing. */
export const previewAnswer = route('POST', '/api/courses/:enrolmentId/units/:unitId/preview', {
  who: staff,
  body: z.strictObject({ exerciseId: ContentId, try: z.number().check(z.int(), z.minimum(1), z.maximum(2)), response: Response }),
  reply: AnswerOutcome,
});

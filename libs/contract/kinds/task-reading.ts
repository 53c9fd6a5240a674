import * as z from 'zod/mini';
import { PartId } from './parts.js';

/** What a piece of an exam task does in it. */
export const TASK_ROLES = ['situation', 'question', 'operator', 'given', 'wanted', 'extra'] as const;
export const TaskRole = z.enum(TASK_ROLES);
export type TaskRole = z.infer<typeof TaskRole>;

export const taskReadingResponse = { roles: z.record(PartId, TaskRole) };
export const TaskReadingView = z.object({
  kind: z.literal('task-reading'),
  spans: z.array(z.object({ id: PartId, text: z.string(), textPlain: z.string() })),
  roles: z.array(TaskRole),
});

import * as z from 'zod/mini';
import { LineEntry, Mistakes, PackedReason, PackedSay, Reason } from './file-parts.js';
import { LinePart, PartId } from './parts.js';
import { TaskRole } from './task-reading.js';

/** The exam task in pieces, in their order. `roles`: what can be chosen; without it all roles that occur. */
export const taskReadingFile = {
  kind: z.literal('task-reading'),
  spans: z.array(z.strictObject({ ...LineEntry, role: TaskRole, ...Reason })).check(z.minLength(2), z.maxLength(12)),
  roles: z.optional(z.array(TaskRole).check(z.minLength(2))),
  mistakes: Mistakes({ span: PartId, role: TaskRole }),
};
export const PackedTaskReading = z.object({
  kind: z.literal('task-reading'),
  spans: z.array(z.extend(LinePart, { role: TaskRole, ...PackedReason })),
  roles: z.array(TaskRole),
  mistakes: z.array(z.extend(PackedSay, { span: PartId, role: TaskRole })),
});

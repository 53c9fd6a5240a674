import * as z from 'zod/mini';
import { route } from './route.js';
import { Instant } from './words.js';

/**
 * What somebody is writing, kept on the server so that another device goes on with it. An empty text deletes it. `base` is the version
 * (`at`) that the text goes back to, null where none is known: what was saved elsewhere since then is replaced and comes back as `other`.
 */
export const saveDraft = route('PUT', '/api/runs/:runId/drafts/:exerciseId', {
  who: 'trainee',
  body: z.strictObject({ text: z.string().check(z.maxLength(5_000)), base: z.optional(z.nullable(Instant)) }),
  reply: z.object({ saved: z.literal(true), at: z.nullable(Instant), other: z.nullable(z.string()) }),
});

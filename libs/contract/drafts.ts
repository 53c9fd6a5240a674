import * as z from 'zod/mini';
import { route } from './route.js';

/** What somebody is writing, kept on the server so that another device goes on with it. An empty text deletes it. */
export const saveDraft = route('PUT', '/api/runs/:runId/drafts/:exerciseId', {
  who: 'trainee',
  body: z.strictObject({ text: z.string().check(z.maxLength(5_000)) }),
  reply: z.object({ saved: z.literal(true) }),
});

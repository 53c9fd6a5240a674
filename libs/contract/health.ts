import * as z from 'zod/mini';
import { route } from './route.js';

export const live = route('GET', '/health/live', { who: 'public', reply: z.object({ live: z.literal(true) }) });
export const ready = route('GET', '/health/ready', {
  who: 'public',
  reply: z.object({ ready: z.literal(true), version: z.string(), database: z.enum(['embedded', 'postgres']) }),
});

import * as z from 'zod/mini';
import { route } from './route.js';
import { Instant } from './words.js';

/** A server that has connections of this tenant, as it counted them last. */
export const ServerNumbers = z.object({ name: z.string(), rooms: z.number(), people: z.number(), devices: z.number(), heardAt: Instant });
export type ServerNumbers = z.infer<typeof ServerNumbers>;
/** Live hours of a tenant now: counts only. */
export const LiveNumbers = z.object({ rooms: z.number(), people: z.number(), devices: z.number(), servers: z.array(ServerNumbers), at: Instant });
export type LiveNumbers = z.infer<typeof LiveNumbers>;
export const liveNumbers = route('GET', '/api/tenants/:tenantId/live', { who: 'admin', reply: LiveNumbers });

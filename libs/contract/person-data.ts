import * as z from 'zod/mini';
import { GrantRole } from './accounts.js';
import { Day } from './participations.js';
import { route } from './route.js';
import { Id, Instant } from './words.js';

/** Kinds of what Lotse holds about a person, in the order in which they are told. */
export const DATA_KINDS = [
  ...(['identity', 'settings', 'courses', 'learning', 'comments', 'access', 'mail'] as const),
  ...(['contact', 'participation', 'attendance', 'reports', 'releases', 'roles', 'log', 'work'] as const),
] as const;
export const DataKind = z.enum(DATA_KINDS);
export type DataKind = z.infer<typeof DataKind>;
/** Until it is erased; ten years after the end of the participation; ten years as a proof; for as long as what it is a part of. */
export const KeptUntil = z.enum(['erasure', 'measure', 'proof', 'others']);
export type KeptUntil = z.infer<typeof KeptUntil>;

export const HeldData = z.object({ kind: DataKind, count: z.number(), since: z.nullable(Instant), last: z.nullable(Instant), until: KeptUntil });
export type HeldData = z.infer<typeof HeldData>;
export const HeldParticipation = z.object({
  measureNumber: z.string(),
  endsOn: z.nullable(Day),
  /** Null as long as no end is known. */
  keptUntil: z.nullable(Day),
  running: z.boolean(),
});
export type HeldParticipation = z.infer<typeof HeldParticipation>;
export const PersonData = z.object({
  personId: Id,
  name: z.string(),
  isMe: z.boolean(),
  /** Roles that run now: as long as there is one, nothing is erased. */
  roles: z.array(GrantRole),
  held: z.array(HeldData),
  participations: z.array(HeldParticipation),
});
export type PersonData = z.infer<typeof PersonData>;
export const Erasure = z.object({ erasureId: Id, at: Instant, gone: z.array(HeldData), kept: z.array(HeldData), participations: z.number() });
export type Erasure = z.infer<typeof Erasure>;

const ONE = '/api/tenants/:tenantId/people/:personId/data';
export const personData = route('GET', ONE, { who: 'admin', reply: PersonData });
/** `name` is typed by the admin: it has to be the person's. */
export const erasePerson = route('POST', `${ONE}/erase`, {
  who: 'admin',
  body: z.strictObject({ name: z.string().check(z.maxLength(200)) }),
  reply: Erasure,
});
/** Art. 15 and 20 DSGVO: everything for machines, the same with recordings and texts as files, or a letter that sums it up. */
export const PERSON_JSON_PATH = `${ONE}/file/json`;
export const PERSON_ZIP_PATH = `${ONE}/file/zip`;
export const PERSON_PDF_PATH = `${ONE}/file/pdf`;

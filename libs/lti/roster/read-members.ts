import * as z from 'zod';
import type { Unread } from '../services/read-lists.js';
import { parseJson, readRows, rowId, rowText, shownText, texts } from '../services/read-rows.js';
import { readRoles } from '../messages/roles.js';

const name = z.string().nullish().catch(null);
const Person = z.looseObject({
  user_id: rowId,
  status: z.string().nullish().catch(null),
  roles: texts.catch([]),
  name,
  given_name: name,
  family_name: name,
});
type Person = z.infer<typeof Person>;
const Container = z.object({ context: z.object({ id: rowText }).nullish().catch(null), members: z.array(z.unknown()) });

export interface RosterMember {
  sub: string;
  name: string | null;
  role: 'trainee' | 'teacher' | 'guest';
  test: boolean;
  proposed: boolean;
  isActive: boolean;
}
export interface RosterPageRead {
  /** The course the platform answers for; null where it does not say. */
  contextId: string | null;
  members: RosterMember[];
  /** Rows without a usable person id: with such rows in a page nobody can be said to be missing. */
  unread: Unread;
}

/**
 * Members of one page (NRPS 2.0, 2.4). A missing status counts as active (2.4.2). A mentor is left out, somebody
 * whose id cannot be used is left out, and nothing but id, name and role is read: no mail address, no numbers.
 */
export function readMembers(text: string): RosterPageRead | null {
  const parsed = Container.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { rows, unread, field } = readRows(parsed.data.members, Person);
  return { contextId: parsed.data.context?.id ?? null, members: rows.flatMap((row) => memberOf(row) ?? []), unread: { count: unread.length, field } };
}

function memberOf(person: Person): RosterMember | null {
  const { role, test, proposed } = readRoles(person.roles);
  if (role === 'mentor') return null;
  const isActive = (person.status ?? 'Active').toLowerCase() === 'active';
  return { sub: person.user_id, name: nameOf(person), role, test, proposed: proposed !== null, isActive };
}

function nameOf({ name, given_name: given, family_name: family }: Person): string | null {
  return shownText(name, 200) ?? shownText([given, family].filter((part) => typeof part === 'string').join(' '), 200);
}

/** The address of the next page in a Link header (RFC 8288), resolved against the page it came with. */
export function nextPage(link: string | null, from: string): string | null {
  for (const [, address = '', rest = ''] of (link ?? '').matchAll(/<([^>]*)>([^,<]*)/g)) {
    if (/;\s*rel\s*=\s*"?(?:[^";,]*\s)?next(?:\s[^";,]*)?"?\s*(?:;|$)/i.test(rest.trim())) return URL.parse(address, from)?.href ?? null;
  }
  return null;
}

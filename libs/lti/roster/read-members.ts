import * as z from 'zod';
import { readRoles } from '../roles.js';

const Person = z.object({
  user_id: z.coerce.string().min(1).max(255),
  status: z.string().optional(),
  roles: z.array(z.string()).catch([]),
  name: z.string().optional().catch(undefined),
  given_name: z.string().optional().catch(undefined),
  family_name: z.string().optional().catch(undefined),
});
const Container = z.object({ context: z.object({ id: z.coerce.string() }).optional().catch(undefined), members: z.array(z.unknown()) });

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
}

/**
 * Members of one page (NRPS 2.0, 2.4). A missing status counts as active (2.4.2). A mentor has no place here, somebody
 * whose id cannot be used is left out, and nothing but id, name and role is read: no mail address, no numbers.
 */
export function readMembers(text: string): RosterPageRead | null {
  const parsed = Container.safeParse(parse(text));
  if (!parsed.success) return null;
  const members = parsed.data.members.flatMap((one) => {
    const member = Person.safeParse(one);
    return member.success ? (memberOf(member.data) ?? []) : [];
  });
  return { contextId: parsed.data.context?.id ?? null, members };
}

function memberOf(person: z.infer<typeof Person>): RosterMember | null {
  const { role, test, proposed } = readRoles(person.roles);
  const isUsable = person.user_id.isWellFormed() && !/\p{Cc}/u.test(person.user_id);
  if (role === 'mentor' || !isUsable) return null;
  const isActive = (person.status ?? 'Active').toLowerCase() === 'active';
  return { sub: person.user_id, name: nameOf(person), role, test, proposed: proposed !== null, isActive };
}

function nameOf({ name, given_name: given, family_name: family }: z.infer<typeof Person>): string | null {
  return shown(name) ?? shown([given, family].filter((part) => part !== undefined).join(' '));
}

/** As in a launch: no characters that steer the output, not longer than a line. */
function shown(text: string | undefined): string | null {
  const clean = (text ?? '')
    .toWellFormed()
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return clean === '' ? null : [...clean].slice(0, 200).join('');
}

/** The address of the next page in a Link header (RFC 8288), resolved against the page it came with. */
export function nextPage(link: string | null, from: string): string | null {
  for (const [, address = '', rest = ''] of (link ?? '').matchAll(/<([^>]*)>([^,<]*)/g)) {
    if (/;\s*rel\s*=\s*"?(?:[^";,]*\s)?next(?:\s[^";,]*)?"?\s*(?:;|$)/i.test(rest.trim())) return URL.parse(address, from)?.href ?? null;
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema refuses it
  }
}

/** Every address of the browser side, without its page: plain data, for links and for tests. */
/** `any`: trainees and guests; `all`: staff, too. */
export type Audience = 'trainee' | 'staff' | 'any' | 'all' | 'companion-frame';

export const ADDRESSES = {
  start: { path: '/l/:reg/c/:enr', who: 'any' },
  task: { path: '/l/:reg/c/:enr/u/:unit', who: 'trainee' },
  end: { path: '/l/:reg/c/:enr/u/:unit/end', who: 'trainee' },
  unit: { path: '/l/:reg/c/:enr/u/:unit/about', who: 'trainee' },
  people: { path: '/l/:reg/c/:enr/people', who: 'staff' },
  person: { path: '/l/:reg/c/:enr/people/:person', who: 'staff' },
  choose: { path: '/l/:reg/c/:enr/links/:link', who: 'staff' },
  pick: { path: '/l/:reg/c/:enr/pick/:ticket', who: 'staff' },
  review: { path: '/l/:reg/c/:enr/people/:person/review', who: 'staff' },
  inbox: { path: '/l/:reg/c/:enr/inbox', who: 'staff' },
  marking: { path: '/l/:reg/c/:enr/inbox/:person/:answer', who: 'staff' },
  rooms: { path: '/l/:reg/c/:enr/rooms', who: 'staff' },
  sheet: { path: '/l/:reg/c/:enr/rooms/:meeting', who: 'staff' },
  /** The lasting room: for everybody of the course. */
  room: { path: '/l/:reg/c/:enr/r/:room', who: 'all' },
  pastHour: { path: '/l/:reg/c/:enr/r/:room/h/:meeting', who: 'all' },
  hours: { path: '/l/:reg/c/:enr/hours', who: 'trainee' },
  /** A running hour, in a window of its own. */
  meeting: { path: '/l/:reg/c/:enr/meetings/:meeting', who: 'all' },
  reports: { path: '/l/:reg/c/:enr/reports', who: 'trainee' },
  report: { path: '/l/:reg/c/:enr/reports/:report', who: 'trainee' },
  /** A mock exam: before it with its attempts, one attempt, and what came of it. */
  exam: { path: '/l/:reg/c/:enr/exams/:form', who: 'trainee' },
  paper: { path: '/l/:reg/c/:enr/exams/:form/:attempt', who: 'trainee' },
  examResult: { path: '/l/:reg/c/:enr/exams/:form/:attempt/result', who: 'trainee' },
  /** The companion's pages, which know their own addresses. */
  companionFrame: { path: '/l/:reg/c/:enr/t/*', who: 'companion-frame' },
} as const satisfies Record<string, { path: string; who: Audience }>;

export type AddressName = keyof typeof ADDRESSES;

type NamesIn<P extends string> = P extends `${string}:${infer Name}/${infer Rest}` ? Name | NamesIn<Rest> : P extends `${string}:${infer Name}` ? Name : never;
/** Where we are: the registration and the enrolment stand in every address. */
export interface Here {
  reg: string;
  enr: string;
}
type Further<N extends AddressName> = Exclude<NamesIn<(typeof ADDRESSES)[N]['path']>, keyof Here>;

export function pathTo<N extends AddressName>(name: N, here: Here, further: Record<Further<N>, string>): string {
  const values: Record<string, string> = { ...here, ...further };
  return ADDRESSES[name].path.replace(/:([a-z]+)/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}

export interface Address {
  name: AddressName;
  /** What stands in the address in place of `:reg`, `:enr` and so on. */
  values: Readonly<Record<string, string>>;
}

/** Which address an address names, if any. */
export function addressAt(pathname: string): Address | null {
  return findAddress(ADDRESSES, pathname);
}

/** The first address of a table whose path fits. */
export function findAddress<N extends string>(
  addresses: Readonly<Record<N, { path: string }>>,
  pathname: string,
): { name: N; values: Record<string, string> } | null {
  const parts = pathname.replace(/\/+$/, '').split('/');
  for (const name of Object.keys(addresses) as N[]) {
    const wanted = addresses[name].path.split('/');
    if (wanted.length !== parts.length && !wanted.includes('*')) continue;
    if (!wanted.every((part, i) => (/^[:*]/.test(part) ? parts[i] : part === parts[i]))) continue;
    const named = wanted.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), decodeURIComponent(parts[i] ?? '')] as const] : []));
    return { name, values: Object.fromEntries(named) };
  }
  return null;
}

/** The enrolment an address belongs to, also where it names no page. */
export function enrolmentIn(pathname: string): string | undefined {
  return /^\/l\/[^/]+\/c\/([^/]+)/.exec(pathname)?.[1];
}

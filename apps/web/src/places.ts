/** Every address of the browser side, without its page: plain data, for links and for tests. */
export type Audience = 'trainee' | 'staff' | 'any';

export const PLACES = {
  start: { path: '/l/:reg/c/:enr', who: 'any' },
  task: { path: '/l/:reg/c/:enr/u/:unit', who: 'trainee' },
  end: { path: '/l/:reg/c/:enr/u/:unit/end', who: 'trainee' },
  people: { path: '/l/:reg/c/:enr/people', who: 'staff' },
  person: { path: '/l/:reg/c/:enr/people/:person', who: 'staff' },
  choose: { path: '/l/:reg/c/:enr/links/:link', who: 'staff' },
} as const satisfies Record<string, { path: string; who: Audience }>;

export type PlaceName = keyof typeof PLACES;

type NamesIn<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;
/** Where we are: the registration and the enrolment stand in every address. */
export interface Here {
  reg: string;
  enr: string;
}
type Further<N extends PlaceName> = Exclude<NamesIn<(typeof PLACES)[N]['path']>, keyof Here>;

export function pathTo<N extends PlaceName>(name: N, here: Here, further: Record<Further<N>, string>): string {
  const values: Record<string, string> = { ...here, ...further };
  return PLACES[name].path.replace(/:([a-z]+)/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}

export function hereFrom(pathname: string): Here | null {
  const found = /^\/l\/([^/]+)\/c\/([^/]+)/.exec(pathname);
  return found === null ? null : { reg: decodeURIComponent(found[1] ?? ''), enr: decodeURIComponent(found[2] ?? '') };
}

/** Which place an address names, if any. */
export function placeOf(pathname: string): PlaceName | null {
  const parts = pathname.replace(/\/+$/, '').split('/');
  const names = Object.keys(PLACES) as PlaceName[];
  const found = names.find((name) => {
    const wanted = PLACES[name].path.split('/');
    return wanted.length === parts.length && wanted.every((part, i) => (part.startsWith(':') ? parts[i] !== '' : part === parts[i]));
  });
  return found ?? null;
}

import { RosterState as RosterStateSchema, type RosterQuery } from '#lotse/contract';
import type { input } from 'zod/mini';

/** What the list shows. It stands in the address, so that the way back from a person leads to the same place. */
export interface RosterWish {
  q: string;
  state: string;
  unitId: string;
  sort: 'help' | 'name' | 'last-seen' | 'grade';
  dir: 'asc' | 'desc';
  page: number;
}
const FIRST: RosterWish = { q: '', state: '', unitId: '', sort: 'help', dir: 'asc', page: 1 };
const SORTS: readonly RosterWish['sort'][] = ['help', 'name', 'last-seen', 'grade'];
export const PAGE_SIZE = 25;

export function readWish(search: string): RosterWish {
  const given = new URLSearchParams(search);
  const page = Number.parseInt(given.get('page') ?? '', 10);
  return {
    q: (given.get('q') ?? '').slice(0, 80),
    state: RosterStateSchema.safeParse(given.get('state')).success ? (given.get('state') ?? '') : '',
    unitId: given.get('unitId') ?? '',
    sort: SORTS.find((sort) => sort === given.get('sort')) ?? FIRST.sort,
    dir: given.get('dir') === 'desc' ? 'desc' : 'asc',
    page: page > 0 ? page : 1,
  };
}

/** Only what differs from the first view stands in the address. Any change but turning the page leads to page 1. */
export function writeWish(wish: RosterWish, change: Partial<RosterWish>): string {
  const next = { ...wish, page: 1, ...change };
  const names = Object.keys(FIRST) as (keyof RosterWish)[];
  const pairs = names.filter((name) => next[name] !== FIRST[name]).map((name) => [name, String(next[name])]);
  return `?${new URLSearchParams(pairs)}`;
}

export function isFiltered(wish: RosterWish): boolean {
  return wish.q !== '' || wish.state !== '' || wish.unitId !== '';
}

export function toQuery(wish: RosterWish): Partial<input<typeof RosterQuery>> {
  const state = RosterStateSchema.safeParse(wish.state);
  return {
    page: wish.page,
    size: PAGE_SIZE,
    sort: wish.sort,
    dir: wish.dir,
    ...(wish.q === '' ? {} : { q: wish.q }),
    ...(wish.unitId === '' ? {} : { unitId: wish.unitId }),
    ...(state.success ? { state: state.data } : {}),
  };
}

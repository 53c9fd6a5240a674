import { InboxWish as WishSchema, type InboxAnswer, type InboxPage } from '#lotse/contract';
import type { output } from 'zod/mini';

export type Inbox = output<typeof InboxPage>;
export type OneAnswer = output<typeof InboxAnswer>;
export type Wish = output<typeof WishSchema>;

/** Which answers an address asks for; what cannot be read counts as nothing. */
export function readWish(search: string): { wish: Wish; page: number } {
  const given = new URLSearchParams(search);
  const fields = Object.fromEntries(['state', 'unitId', 'personId'].flatMap((name) => (given.get(name) ? [[name, given.get(name)]] : [])));
  const read = WishSchema.safeParse(fields);
  const page = Number.parseInt(given.get('page') ?? '', 10);
  return { wish: read.success ? read.data : { state: 'waiting' }, page: page > 0 ? page : 1 };
}

export function writeWish(wish: Wish, page = 1): string {
  const fields = {
    ...(wish.state === 'waiting' ? {} : { state: wish.state }),
    ...(wish.unitId === undefined ? {} : { unitId: wish.unitId }),
    ...(wish.personId === undefined ? {} : { personId: wish.personId }),
    ...(page === 1 ? {} : { page: String(page) }),
  };
  const text = new URLSearchParams(fields).toString();
  return text === '' ? '?' : `?${text}`;
}

import type { Text2 } from '#lotse/contract';
import { readAmount, type Entered, type Field } from '../../amount.js';
import type { Num } from '../../decimal.js';
import { UnfitResponse, type BodyOf, type Mode, type ResponseOf } from '../../marked.js';
import { NO_ACCOUNT, atEntry } from './phrases.js';

export type Side = 'soll' | 'haben';
export const SIDES = ['soll', 'haben'] as const;
export const MONEY: Field = { unit: 'EUR', decimals: 2, tolerance: { mode: 'exact' } };

/** One line as it was entered, at its place on its side; null: no amount yet. */
export interface EntryLine {
  side: Side;
  at: number;
  account: string;
  amount: Entered | null;
}
export type Wanted = Record<Side, Map<string, Num>>;

/** Lines that hold something; `ask` where one cannot be read or names no account. Amounts may fit any line of the entry. */
export function readLines(body: BodyOf<'booking'>, response: ResponseOf<'booking'>, on: { wanted: Wanted; mode: Mode }): EntryLine[] | { ask: Text2 } {
  const amounts = SIDES.flatMap((side) => [...on.wanted[side].values()]);
  const lines: EntryLine[] = [];
  for (const side of SIDES) {
    for (const [at, { account, amount }] of response[side].entries()) {
      if (account !== '' && !body.accounts.some((one) => one.id === account)) throw new UnfitResponse(`there is no account "${account}"`);
      const typed = amount.trim();
      if (account === '' && typed === '') continue;
      if (account === '') return { ask: atEntry(side, at + 1, NO_ACCOUNT) };
      const read = typed === '' ? null : readAmount(MONEY, typed, (value) => amounts.some((one) => one.eq(value)), on.mode);
      if (read && 'ask' in read) return { ask: atEntry(side, at + 1, read.ask) };
      lines.push({ side, at, account, amount: read });
    }
  }
  return lines;
}

import type { PartVerdict, Text2 } from '#lotse/contract';
import { isRightAmount, isRoundedBadly } from '../../amount.js';
import { Num, roundTo, type Values } from '../../decimal.js';
import { evaluateNumber, holds } from '../../evaluate.js';
import { joinTexts } from '../../fill-prose.js';
import { formatNumber } from '../../format-number.js';
import { tagged, unclear, verdictFor, type BodyOf, type MarkOn, type Marked, type ResponseOf } from '../../marked.js';
import { once } from '../../once.js';
import {
  AMOUNT_FOLLOWS,
  NOTHING_BOOKED,
  NOT_IN_ENTRY,
  NO_AMOUNT,
  OTHER_SIDE,
  WRONG_AMOUNT,
  accountsMissing,
  atEntry,
  bookingRight,
  sidesDiffer,
} from './phrases.js';
import { CHECK_UNIT, roundRight } from '../../phrases.js';
import { MONEY, SIDES, readLines, type EntryLine, type Side, type Wanted } from './entered.js';

type Body = BodyOf<'booking'>;
interface Judged {
  line: EntryLine;
  account: 0 | 1;
  amount: 0 | 0.5 | 1;
  follows: boolean;
  reason: { text: Text2; misconception?: string } | null;
}
const EUR = { unit: 'EUR', decimals: 2 };

export function wantedOf(body: Body, values: Values): Wanted {
  return once(body, values, () => wantedWith(body, values));
}

function wantedWith(body: Body, values: Values): Wanted {
  const side = (name: Side) => new Map(body[name].map(({ account, amount }) => [account, roundTo(evaluateNumber(amount, values), MONEY.decimals)]));
  return { soll: side('soll'), haben: side('haben') };
}

/**
 * One point for each account on its side and one for its amount; the order within a side does not count, and lines of the same account
 * on one side are added. More accounts than the entry has cost a point each. Where one side has a single account, its amount may follow
 * what was entered on the other side.
 */
export function markBooking(body: Body, response: ResponseOf<'booking'>, on: MarkOn): Marked {
  const wanted = wantedOf(body, on.values);
  const read = readLines(body, response, { wanted, mode: on.mode });
  if ('ask' in read) return unclear(read.ask);
  if (read.length === 0) return unclear(NOTHING_BOOKED);
  const sums = { soll: sumOf(read, 'soll'), haben: sumOf(read, 'haben') };
  const following = followingSide(wanted, read, sums);
  const judged = read.map((line) => judge(body, line, { lines: read, wanted, sums, following, on }));
  return total(body, judged, { wanted, sums, on });
}

interface Judging {
  lines: readonly EntryLine[];
  wanted: Wanted;
  sums: Record<Side, Num>;
  following: Side | null;
  on: MarkOn;
}

function sumOf(lines: readonly EntryLine[], side: Side, account?: string): Num {
  const own = lines.filter((line) => line.side === side && (account === undefined || line.account === account));
  return own.reduce((sum, line) => sum.plus(line.amount?.value ?? 0), new Num(0));
}

/** The side with a single account, entered alone there, follows the sum of the other one where that is not the true one. */
function followingSide(wanted: Wanted, lines: readonly EntryLine[], sums: Record<Side, Num>): Side | null {
  const single = (['haben', 'soll'] as const).filter((side) => {
    const [only, ...more] = [...wanted[side].keys()];
    const entered = new Set(lines.filter((line) => line.side === side).map((line) => line.account));
    return more.length === 0 && only !== undefined && entered.size === 1 && entered.has(only);
  });
  const [side] = single;
  return side !== undefined && sums.soll.eq(sums.haben) && !sums.soll.isZero() ? side : null;
}

function judge(body: Body, line: EntryLine, judging: Judging): Judged {
  const { on, wanted } = judging;
  const right = wanted[line.side].get(line.account);
  const mistake = body.mistakes.find(
    (one) =>
      (one.side === undefined || one.side === line.side) &&
      (one.account === undefined || one.account === line.account) &&
      (one.when === undefined || (line.amount !== null && holds(one.when, { ...on.values, x: line.amount.value }))),
  );
  const known = mistake ? { text: mistake.say, ...tagged(mistake) } : null;
  const base = { line, follows: false };
  if (right === undefined) {
    const turned = wanted[line.side === 'soll' ? 'haben' : 'soll'].has(line.account);
    return { ...base, account: 0, amount: 0, reason: known ?? { text: turned ? OTHER_SIDE : NOT_IN_ENTRY } };
  }
  if (line.amount === null) return { ...base, account: 1, amount: 0, reason: { text: NO_AMOUNT } };
  const entered = sumOf(judging.lines, line.side, line.account);
  if (line.amount.otherUnit) return { ...base, account: 1, amount: isRightAmount(MONEY, right, entered) ? 0.5 : 0, reason: { text: CHECK_UNIT } };
  if (isRightAmount(MONEY, right, entered)) return { ...base, account: 1, amount: 1, reason: null };
  if (judging.following === line.side) return { ...base, account: 1, amount: 1, follows: true, reason: null };
  const formula = body[line.side].find((one) => one.account === line.account)?.amount ?? '';
  const rounded = isRoundedBadly({ ...MONEY, answer: formula }, { wanted: right, values: on.values, derive: on.derive }, entered);
  return { ...base, account: 1, amount: rounded ? 0.5 : 0, reason: known ?? { text: rounded ? roundRight(2) : WRONG_AMOUNT } };
}

function total(body: Body, judged: readonly Judged[], { wanted, sums, on }: Pick<Judging, 'wanted' | 'sums' | 'on'>): Marked {
  const of = body.soll.length + body.haben.length;
  const once = judged.filter((one, index) => judged.findIndex((other) => isSameAccount(one.line, other.line)) === index);
  const accounts = once.reduce((sum, one) => sum + one.account, 0);
  const amounts = once.reduce((sum, one) => sum + one.amount, 0);
  const extra = SIDES.reduce((sum, side) => sum + Math.max(0, once.filter((one) => one.line.side === side).length - wanted[side].size), 0);
  const score = Math.max(0, accounts + amounts - extra) / (2 * of);
  const parts = Object.fromEntries(judged.map((one) => [`${one.line.side}-${one.line.at + 1}`, verdictOf(one)]));
  if (score === 1) return { verdict: 'right', score: 1, feedback: on.general.right, parts };
  const reasons = judged.flatMap(({ line, reason }) => (reason ? [{ ...reason, text: atEntry(line.side, line.at + 1, reason.text) }] : []));
  const missing = SIDES.flatMap((side) => {
    const lacks = wanted[side].size - once.filter((one) => one.line.side === side).length;
    return lacks > 0 ? [accountsMissing(side, lacks)] : [];
  });
  const unequal = sums.soll.eq(sums.haben) ? [] : [sidesDiffer(formatNumber(sums.soll, EUR), formatNumber(sums.haben, EUR))];
  const follow = judged.some((one) => one.follows) ? [AMOUNT_FOLLOWS] : [];
  const said = [...missing, ...reasons.map(({ text }) => text), ...follow, ...unequal];
  const feedback = joinTexts(bookingRight(accounts, Math.floor(amounts), of), ...(said.length > 0 ? said : [on.general.wrong]));
  return { verdict: verdictFor(score), score, feedback, parts, ...tagged(...reasons) };
}

const isSameAccount = (a: EntryLine, b: EntryLine): boolean => a.side === b.side && a.account === b.account;

function verdictOf({ account, amount }: Judged): PartVerdict {
  return account + amount === 2 ? 'right' : account + amount === 0 ? 'wrong' : 'partly';
}

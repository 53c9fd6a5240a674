import type { Values } from '../../decimal.js';
import { formatNumber } from '../../format-number.js';
import type { BodyOf, KindRules, ResponseOf } from '../../marked.js';
import { parseNumber } from '../../parse-number.js';
import { showLine } from '../parts.js';
import { SIDES, type Side } from './entered.js';
import { markBooking, wantedOf } from './mark.js';

type Body = BodyOf<'booking'>;
const WORD = { soll: 'Soll', haben: 'Haben' };

function solveBooking(body: Body, values: Values): ResponseOf<'booking'> {
  const wanted = wantedOf(body, values);
  const lines = (side: Side) => [...wanted[side]].map(([account, amount]) => ({ account, amount: formatNumber(amount, { decimals: 2 }) }));
  return { kind: body.kind, soll: lines('soll'), haben: lines('haben') };
}

/** What was typed, as all write it. */
function shown(amount: string): string {
  const read = parseNumber(amount, { unit: 'EUR' });
  return read.read ? formatNumber(read.value, { unit: 'EUR', decimals: 2 }) : amount;
}

export const booking: KindRules<'booking'> = {
  mark: markBooking,
  solve: solveBooking,
  wrong: (body, right) => ({ kind: body.kind, soll: right.haben, haben: right.soll }),
  view: (body, values) => ({ kind: body.kind, accounts: body.accounts.map((account) => showLine(account, values)) }),
  chance: () => 0.001,
  parts: () => [],
  tally: (body, response, { values, marked }) =>
    SIDES.flatMap((side) =>
      response[side].flatMap(({ account, amount }, at) => {
        const name = body.accounts.find((one) => one.id === account);
        const given = name === undefined ? '' : `${showLine(name, values).text} ${shown(amount)}`.trim();
        return given === '' ? [] : [{ part: WORD[side], given, right: marked.parts[`${side}-${at + 1}`] === 'right' }];
      }),
    ),
};

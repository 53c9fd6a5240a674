import { error, type FileOf } from '../check/world.js';
import type { ContentProblem, Loaded } from '../problem.js';
import { packLine, packMistakes, whens, type KindBuild } from './kind-build.js';

type Booking = Loaded<FileOf<'booking'>>;
const SIDES = ['soll', 'haben'] as const;

export const booking: KindBuild<'booking'> = {
  pack: (file, pen) => ({
    kind: 'booking',
    accounts: file.accounts.map((account, index) => packLine(account, ['accounts', index], pen)),
    soll: file.soll.map(packEntry),
    haben: file.haben.map(packEntry),
    mistakes: packMistakes(
      file.mistakes,
      ({ side, account, when }) => ({
        ...(side === undefined ? {} : { side }),
        ...(account === undefined ? {} : { account }),
        ...(when === undefined ? {} : { when }),
      }),
      pen,
    ),
  }),
  check: (at) => [...accounts(at), ...entry(at), ...mistakes(at)],
  parts: (file) => ({ field: 'accounts', parts: file.accounts }),
  formulas: (file) => [
    ...SIDES.flatMap((side) => file[side].map(({ amount }, index) => ({ path: [side, index, 'amount'], text: String(amount) }))),
    ...whens(file.mistakes, ['x']),
  ],
};

const packEntry = ({ account, amount }: { account: string; amount: string | number }) => ({ account, amount: String(amount) });

function accounts(at: Booking): ContentProblem[] {
  const texts = at.value.accounts.map((one) => one.text.toLowerCase());
  return texts.flatMap((text, index) =>
    texts.indexOf(text) === index
      ? []
      : [error(at, ['accounts', index, 'text'], 'same-text', `"${text}" stands twice in "accounts"; nobody can tell them apart`)],
  );
}

function entry(at: Booking): ContentProblem[] {
  const ids = at.value.accounts.map((one) => one.id);
  return SIDES.flatMap((side) =>
    at.value[side].flatMap(({ account }, index) => {
      if (!ids.includes(account))
        return [error(at, [side, index, 'account'], 'unknown-item', `there is no account "${account}"; use one of ${ids.join(', ')}`)];
      const first = at.value[side].findIndex((one) => one.account === account);
      return first === index ? [] : [error(at, [side, index, 'account'], 'id-twice', `"${account}" stands twice in "${side}"; write one line with the sum`)];
    }),
  );
}

function mistakes(at: Booking): ContentProblem[] {
  const { mistakes: known = [], accounts: all } = at.value;
  return known.flatMap(({ side, account, when }, index) => {
    const path = ['mistakes', index];
    if (account === undefined && when === undefined) return [error(at, path, 'mistake-form', 'a mistake names an "account", or an amount with "when"')];
    if (account !== undefined && !all.some((one) => one.id === account))
      return [error(at, path, 'unknown-item', `there is no account "${account}"; use one of ${all.map((one) => one.id).join(', ')}`)];
    const right = SIDES.some((one) => (side === undefined || side === one) && at.value[one].some((line) => line.account === account));
    return right && when === undefined
      ? [error(at, path, 'mistake-is-right', `"${String(account)}" belongs there; say with "side" or "when" what is wrong, or take the mistake out`)]
      : [];
  });
}

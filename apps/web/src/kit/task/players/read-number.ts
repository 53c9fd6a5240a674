import { formatNumber, parseNumber } from '#lotse/marking';

/** How the server will read a typed number, written out ("1.234,50 €"); null where it cannot. */
export function readNumber(text: string, unit: string | undefined): string | null {
  const reading = parseNumber(text, unit === undefined ? {} : { unit });
  if (!reading.read) return null;
  const shown = reading.unit ?? unit;
  return formatNumber(reading.value, shown === undefined ? {} : { unit: shown });
}

/** The sum of amounts as shown; nothing where one cannot be read or none is there. */
export function sumEuro(amounts: readonly string[]): string | null {
  const read = amounts.filter((amount) => amount.trim() !== '').map((amount) => parseNumber(amount, { unit: 'EUR' }));
  const values = read.flatMap((one) => (one.read ? [one.value] : []));
  const [first, ...rest] = values;
  if (first === undefined || values.length < read.length) return null;
  return formatNumber(
    rest.reduce((sum, value) => sum.plus(value), first),
    { unit: 'EUR', decimals: 2 },
  );
}

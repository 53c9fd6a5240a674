import { formatNumber, parseNumber } from '#lotse/marking';

/** How the server will read a typed number, written out ("1.234,50 €"); null where it cannot. */
export function readNumber(text: string, unit: string | undefined): string | null {
  const reading = parseNumber(text, unit === undefined ? {} : { unit });
  if (!reading.read) return null;
  const shown = reading.unit ?? unit;
  return formatNumber(reading.value, shown === undefined ? {} : { unit: shown });
}

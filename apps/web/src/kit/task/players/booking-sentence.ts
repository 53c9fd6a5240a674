import type { EntryLine } from './booking-line.js';

type Accounts = readonly { id: string; text: string }[];

/** "Waren 100,00 und Vorsteuer 19,00 an Verbindlichkeiten 119,00": the way a booking is said. */
export function bookingSentence(accounts: Accounts, entry: { soll: readonly EntryLine[]; haben: readonly EntryLine[] }): string {
  const side = (lines: readonly EntryLine[]): string => {
    const said = lines.flatMap((line) => {
      const name = accounts.find((account) => account.id === line.account)?.text;
      return name === undefined ? [] : [`${name} ${line.amount}`.trim()];
    });
    return said.length === 0 ? '–' : said.join(' und ');
  };
  return `${side(entry.soll)} an ${side(entry.haben)}`;
}

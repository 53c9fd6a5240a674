import type { FactFile } from '#lotse/contract';
import { readContent } from './read-content.js';
import { factsOn } from './resolve-facts.js';

/** Something to be looked at, and the day (YYYY-MM-DD) on which it is due. */
export interface FactDate {
  day: string;
  what: string;
  why: string;
}

const YEAR = /-(20\d\d)(?=-|$)/;

/** What of the content has a date, the earliest first: values that end, years that are over, texts of law that were read a year ago. */
export function factDates(dir: string, asOf: string): FactDate[] {
  const { facts, exercises } = readContent(dir);
  const ids = new Set(facts.map(({ value }) => value.id));
  const look = factsOn(facts, asOf);
  const dates = facts.flatMap(({ value: fact }) => [...unchecked(fact, asOf), ...nextYear(fact.id, ids), ...changes(fact.id, look)]);
  return [...dates, ...readAgain([...facts, ...exercises])].sort((a, b) => (`${a.day} ${a.what}` < `${b.day} ${b.what}` ? -1 : 1));
}

function unchecked({ id, values }: FactFile, asOf: string): FactDate[] {
  return values.some(({ source }) => !source.checked) ? [{ day: asOf, what: id, why: 'is unchecked: compare it with the text of the law' }] : [];
}

/** A fact of one year has a successor, or one is due when the year ends. */
function nextYear(id: string, ids: ReadonlySet<string>): FactDate[] {
  const year = Number(YEAR.exec(id)?.[1]);
  if (Number.isNaN(year)) return [];
  const next = id.replace(YEAR, `-${year + 1}`);
  return ids.has(next) ? [] : [{ day: `${year + 1}-01-01`, what: id, why: `its year is over: enter ${next}, then the tasks that are to show it` }];
}

function changes(id: string, look: ReturnType<typeof factsOn>): FactDate[] {
  const today = look(id);
  if ('fault' in today || today.validTo === null) return [];
  return [{ day: today.validTo, what: id, why: 'is the last day of its value: start the server again the day after' }];
}

/** The check refuses a source twelve months after the day of its text: how many there are of each day. */
function readAgain(files: readonly { value: object }[]): FactDate[] {
  const read = files.flatMap(({ value }) =>
    [...JSON.stringify(value).matchAll(/"asOf":"(\d{4})(-\d\d-\d\d)"/g)].map(([, year, rest]) => `${Number(year) + 1}${rest}`),
  );
  return [...new Set(read)].map((day) => {
    const amount = read.filter((one) => one === day).length;
    return { day, what: `${amount} sources`, why: 'were read a year ago: read them again and set asOf; the check refuses them from the next day on' };
  });
}

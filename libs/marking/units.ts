import { plainText } from '#lotse/contract';
import { Num } from './decimal.js';

/** How a unit may be written. The first spelling is what is shown; the key is what content files say. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  EUR: ['€', 'EUR', 'Euro', 'Euros'],
  ct: ['ct', 'Cent', 'Cents'],
  '%': ['%', 'Prozent', 'v. H.', 'v.H.', 'vH'],
  '‰': ['‰', 'Promille'],
  h: ['h', 'Std.', 'Std', 'Stunde', 'Stunden'],
  min: ['min', 'Min.', 'Minute', 'Minuten'],
  s: ['s', 'Sek.', 'Sek', 'Sekunde', 'Sekunden'],
  Tage: ['Tage', 'Tag', 'Tagen', 'd'],
  Werktage: ['Werktage', 'Werktag', 'Werktagen'],
  Arbeitstage: ['Arbeitstage', 'Arbeitstag', 'Arbeitstagen'],
  Wochen: ['Wochen', 'Woche', 'Wo.'],
  Monate: ['Monate', 'Monat', 'Monaten', 'Mon.'],
  Jahre: ['Jahre', 'Jahr', 'Jahren'],
  Stück: ['Stück', 'Stueck', 'Stk.', 'Stk', 'St.'],
  Personen: ['Personen', 'Person', 'Pers.'],
  mm: ['mm', 'Millimeter'],
  cm: ['cm', 'Zentimeter'],
  dm: ['dm', 'Dezimeter'],
  m: ['m', 'Meter', 'Metern'],
  km: ['km', 'Kilometer'],
  'mm²': ['mm²', 'mm2', 'mm^2'],
  'cm²': ['cm²', 'cm2', 'cm^2', 'qcm'],
  'dm²': ['dm²', 'dm2', 'dm^2'],
  'm²': ['m²', 'm2', 'm^2', 'qm', 'Quadratmeter'],
  'cm³': ['cm³', 'cm3', 'cm^3'],
  'dm³': ['dm³', 'dm3', 'dm^3'],
  'm³': ['m³', 'm3', 'm^3', 'cbm', 'Kubikmeter'],
  ml: ['ml', 'Milliliter'],
  l: ['Liter', 'l', 'Ltr.'],
  mg: ['mg', 'Milligramm'],
  g: ['g', 'Gramm'],
  kg: ['kg', 'Kilo', 'Kilogramm'],
  t: ['t', 'Tonne', 'Tonnen'],
  'km/h': ['km/h'],
  '1/min': ['1/min', 'U/min', 'min-1', 'min^-1'],
  V: ['V', 'Volt'],
  A: ['A', 'Ampere'],
  Ω: ['Ω', 'Ohm'],
  W: ['W', 'Watt'],
  kW: ['kW', 'Kilowatt'],
  kWh: ['kWh', 'Kilowattstunden', 'Kilowattstunde'],
  Hz: ['Hz', 'Hertz'],
  N: ['N', 'Newton'],
  bar: ['bar'],
  '°C': ['°C', '° C', 'Grad Celsius', 'Grad'],
};

const fold = (text: string): string => plainText(text).toLowerCase();

const KNOWN: readonly (readonly [spelling: string, unit: string])[] = Object.entries(SPELLINGS)
  .flatMap(([unit, spellings]) => [unit, ...spellings].map((spelling) => [fold(spelling), unit] as const))
  .sort((a, b) => b[0].length - a[0].length);

const BY_SPELLING = new Map([...KNOWN].reverse());

/** The unit's own name: `Euro`, `€` and `EUR` are all `EUR`; an unknown unit stays as it is. */
export function unitName(unit: string): string {
  return BY_SPELLING.get(unit) ?? BY_SPELLING.get(fold(unit)) ?? unit;
}

/** How a unit is shown beside a number: `€` for `EUR`. */
export function unitShown(unit: string): string {
  return SPELLINGS[unitName(unit)]?.[0] ?? unit;
}

/**
 * Takes a unit off the end (or a currency off the front) of what was typed.
 * `expected` is the exercise's own unit and may be a word this list does not know.
 */
export function splitUnit(text: string, expected?: string): { number: string; unit: string | null } {
  if (/^[-+]?[\d.,]*\d$/.test(text)) return { number: text, unit: null };
  const low = fold(text);
  const own = expected === undefined || unitName(expected) !== expected ? [] : [[fold(expected), expected] as const];
  for (const [spelling, unit] of [...own, ...KNOWN]) {
    if (!low.endsWith(spelling)) continue;
    const rest = text.slice(0, -spelling.length);
    if (/\d[\s.,'-]*$/.test(rest)) return { number: rest.trim(), unit };
  }
  if (/[\p{L}%€²³]\.$/u.test(text)) return splitUnit(text.slice(0, -1), expected);
  const front = /^(€|eur|euro)\s*(?=[-+\d.,])/iu.exec(text);
  return front ? { number: text.slice(front[0].length), unit: 'EUR' } : { number: text, unit: null };
}

/** Units of the same thing, by how many of the first they are. */
const SIZES: readonly Readonly<Record<string, string>>[] = [
  { ct: '1', EUR: '100' },
  { s: '1', min: '60', h: '3600' },
  { Tage: '1', Wochen: '7' },
  { Monate: '1', Jahre: '12' },
  { '‰': '1', '%': '10' },
  { mm: '1', cm: '10', dm: '100', m: '1000', km: '1000000' },
  { 'mm²': '1', 'cm²': '100', 'dm²': '10000', 'm²': '1000000' },
  { ml: '1', 'cm³': '1', l: '1000', 'dm³': '1000', 'm³': '1000000' },
  { mg: '1', g: '1000', kg: '1000000', t: '1000000000' },
  { W: '1', kW: '1000' },
];

/** The same amount in another unit; null where the two measure different things. */
export function converted(value: Num, from: string, to: string): Num | null {
  const sizes = SIZES.find((one) => from in one && to in one);
  const [a, b] = [sizes?.[from], sizes?.[to]];
  return a === undefined || b === undefined ? null : value.times(new Num(a)).div(new Num(b));
}

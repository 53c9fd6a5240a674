import {
  IMPORT_COLUMNS,
  IMPORT_LINES,
  IMPORT_NEEDED,
  type ImportColumn,
  type ImportFault,
  type ImportLine,
  type ImportPlan,
  type ParticipationWish,
  type Phase,
  cleanName,
  nameFault,
  plainText,
  sameName,
} from '#lotse/contract';
import { collides, participationFault, type Period } from '../participations/participation-rules.js';
import { readTable, type CsvRecord } from './read-csv.js';

interface Named {
  id: string;
  name: string;
}
/** What the tenant has already. */
export interface Known {
  measures: readonly (Period & { id: string; number: string })[];
  staff: readonly Named[];
  caseworkers: readonly Named[];
  participations: readonly (Period & { name: string; measureId: string; exitedOn: string | null })[];
}
export interface PlannedLine extends ImportLine {
  wish: ParticipationWish | null;
}

const COLUMNS = Object.keys(IMPORT_COLUMNS) as ImportColumn[];
const PHASES: Record<string, Phase> = {
  vorphase: 'PRE_PHASE',
  'pre-phase': 'PRE_PHASE',
  pre_phase: 'PRE_PHASE',
  begleitphase: 'ACCOMPANYING_PHASE',
  'begleitende phase': 'ACCOMPANYING_PHASE',
  'accompanying phase': 'ACCOMPANYING_PHASE',
  accompanying_phase: 'ACCOMPANYING_PHASE',
};
type Fields = Partial<Record<ImportColumn, string>>;

/** What an import would do, line by line, and what is wrong with it. Pure: nothing is written. */
export function planImport(csv: string, known: Known): { plan: ImportPlan; lines: PlannedLine[] } {
  const [head, ...records] = readTable(csv);
  const { columns, faults } = readHead(head);
  if (faults.length === 0 && records.length === 0) faults.push({ code: 'import.empty', column: null, value: null });
  if (records.length > IMPORT_LINES) faults.push({ code: 'import.too-long', column: null, value: null });
  const lines: PlannedLine[] = [];
  if (faults.length === 0) for (const record of records) lines.push(planLine(record, columns, known, lines));
  const count = (result: ImportLine['result']) => lines.filter((line) => line.result === result).length;
  const shown = lines.map(({ wish: _, ...line }) => line);
  return { plan: { faults, lines: shown, counts: { enter: count('enter'), known: count('known'), fault: count('fault') } }, lines };
}

function readHead(head: CsvRecord | undefined): { columns: ImportColumn[]; faults: ImportFault[] } {
  if (!head) return { columns: [], faults: [{ code: 'import.empty', column: null, value: null }] };
  if (head.fault) return { columns: [], faults: [{ code: head.fault, column: null, value: null }] };
  const [columns, faults]: [ImportColumn[], ImportFault[]] = [[], []];
  for (const title of head.fields) {
    const column = COLUMNS.find((one) => IMPORT_COLUMNS[one].some((name) => sameName(name, title)));
    if (!column) faults.push({ code: 'import.column-unknown', column: title.slice(0, 40), value: null });
    else if (columns.includes(column)) faults.push({ code: 'import.column-twice', column: title.slice(0, 40), value: null });
    else columns.push(column);
  }
  for (const column of IMPORT_NEEDED)
    if (!columns.includes(column)) faults.push({ code: 'import.column-missing', column: IMPORT_COLUMNS[column][0], value: null });
  return { columns, faults };
}

function planLine(record: CsvRecord, columns: readonly ImportColumn[], known: Known, before: readonly PlannedLine[]): PlannedLine {
  const broken = (code: string): PlannedLine => ({
    ...{ line: record.line, name: '', result: 'fault', measure: null, startsOn: null, endsOn: null, companion: null, wish: null },
    faults: [{ code, column: null, value: null }],
  });
  if (record.fault) return broken(record.fault);
  if (record.fields.length !== columns.length) return broken(record.fields.length < columns.length ? 'import.fields-few' : 'import.fields-many');
  const fields: Fields = Object.fromEntries(columns.map((column, i) => [column, record.fields[i] ?? '']));
  const { wish, faults } = readLine(fields, known);
  const measure = known.measures.find((one) => one.id === wish.measureId);
  const line = {
    line: record.line,
    name: wish.legalName.slice(0, 120),
    measure: measure?.number ?? null,
    startsOn: wish.startsOn || null,
    endsOn: wish.endsOn,
    companion: known.staff.find((one) => one.id === wish.companionId)?.name ?? null,
  };
  if (measure && faults.length === 0) {
    const fault = participationFault(wish, measure);
    if (fault) faults.push({ code: fault, column: null, value: null });
    const twice = before.some((one) => one.wish && sameName(one.wish.legalName, wish.legalName) && one.wish.measureId === wish.measureId);
    if (twice) faults.push({ code: 'import.twice', column: null, value: null });
  }
  if (faults.length > 0) return { ...line, result: 'fault', faults, wish: null };
  const same = known.participations.filter((one) => one.measureId === wish.measureId && sameName(one.name, wish.legalName));
  if (same.some((one) => one.startsOn === wish.startsOn)) return { ...line, result: 'known', faults, wish };
  if (same.some((one) => collides(one, { ...wish, exitedOn: null }))) {
    return { ...line, result: 'fault', faults: [{ code: 'participation.same-name', column: null, value: null }], wish: null };
  }
  return { ...line, result: 'enter', faults, wish };
}

/** The fields one by one, each fault with the column it stands in. */
function readLine(fields: Fields, known: Known): { wish: ParticipationWish; faults: ImportFault[] } {
  const faults: ImportFault[] = [];
  const tell = (column: ImportColumn, code: string) =>
    void faults.push({ code, column: IMPORT_COLUMNS[column][0], value: (fields[column] ?? '').slice(0, 60) || null });
  const text = (column: ImportColumn): string | null => {
    const [typed, value] = [fields[column] ?? '', cleanName(fields[column] ?? '')];
    const fault = nameFault(typed);
    if (fault !== null) tell(column, fault);
    if (/^[=+@＝＋＠-]/.test(value)) tell(column, 'import.formula');
    if (value.length > 120) tell(column, 'import.text-long');
    return value || null;
  };
  const day = (column: ImportColumn): string | null => {
    const read = readDay(fields[column] ?? '');
    if (read.fault) tell(column, read.fault);
    return read.day;
  };
  const oneOf = (column: ImportColumn, people: readonly Named[]): string | null => {
    const value = cleanName(fields[column] ?? '');
    if (!value) return null;
    const found = people.filter((one) => sameName(one.name, value));
    if (found.length !== 1) tell(column, found.length === 0 ? 'import.person-unknown' : 'import.person-ambiguous');
    return found.length === 1 ? (found[0]?.id ?? null) : null;
  };
  const [name, startsOn, endsOn] = [text('name'), day('startsOn'), day('endsOn')];
  if (name === null && nameFault(fields.name ?? '') === null) tell('name', 'import.name-missing');
  if (startsOn === null && !fields.startsOn?.trim()) tell('startsOn', 'import.day-missing');
  const measure = known.measures.find((one) => one.number === plainText(fields.measure ?? ''));
  if (!measure) tell('measure', fields.measure ? 'import.measure-unknown' : 'import.measure-missing');
  const phase = PHASES[plainText(fields.phase ?? '').toLowerCase()];
  if (!phase) tell('phase', 'import.phase-unknown');
  const people = { companionId: oneOf('companion', known.staff), deputyId: oneOf('deputy', known.staff), caseworkerId: oneOf('caseworker', known.caseworkers) };
  const wish = {
    ...{ legalName: name ?? '', traineeId: null, measureId: measure?.id ?? '', startsOn: startsOn ?? '', endsOn, probationEndsOn: day('probationEndsOn') },
    phases: [{ phase: phase ?? ('ACCOMPANYING_PHASE' as const), startsOn: startsOn ?? '', endsOn: null }],
    ...people,
    ...{ firm: text('firm'), school: text('school'), examOn: day('examOn'), occupation: text('occupation'), namesake: true },
  };
  return { wish, faults };
}

/** `2026-09-01` or `01.09.2026`. */
export function readDay(typed: string): { day: string | null; fault: 'import.day-unreadable' | 'import.day-impossible' | null } {
  const text = plainText(typed);
  if (text === '') return { day: null, fault: null };
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const [, germanDate, germanMonth, germanYear] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const parts = [year ?? germanYear, month ?? germanMonth, date ?? germanDate];
  if (parts.some((part) => part === undefined)) return { day: null, fault: 'import.day-unreadable' };
  const day = `${parts[0]}-${parts[1]?.padStart(2, '0')}-${parts[2]?.padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day && day > '1990-01-01' && day < '2100-01-01';
  return isReal ? { day, fault: null } : { day: null, fault: 'import.day-impossible' };
}

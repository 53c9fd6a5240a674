import * as z from 'zod/mini';
import { Day } from './participations.js';
import { TypedName } from './person-names.js';
import { plainText } from './plain-text.js';
import { route } from './route.js';
import { Id, Page, PageSize } from './words.js';

/**
 * The two ways AsA flex runs since August 2024, as data: how large a group may be unless the contract says otherwise, and
 * whether hours are agreed by the month or as one budget. Nothing else in the code may ask which variant a measure is.
 */
export const MEASURE_VARIANTS = {
  V2021: { groupLimit: 8, hours: 'by-month' },
  V2024: { groupLimit: 6, hours: 'budget' },
} as const;
export const MeasureVariant = z.enum(['V2021', 'V2024']);
export type MeasureVariant = z.infer<typeof MeasureVariant>;
export const FundingBody = z.enum(['AGENTUR', 'JOBCENTER']);
export type FundingBody = z.infer<typeof FundingBody>;
/** Groups of digits as the agency writes them, like `123/21/1/14`. */
export const MeasureNumber = z.string().check(z.overwrite(plainText), z.regex(/^\d{1,5}(\/\d{1,5}){2,4}$/));

export const MeasureWish = z.strictObject({
  number: MeasureNumber,
  name: TypedName,
  procedureBranch: z.string().check(z.overwrite(plainText), z.regex(/^\d{1,4}$/)),
  variant: MeasureVariant,
  groupLimit: z.int().check(z.minimum(1), z.maximum(50)),
  fundingBody: FundingBody,
  startsOn: Day,
  endsOn: z.nullable(Day),
});
export type MeasureWish = z.infer<typeof MeasureWish>;
export const MeasureRow = z.object({ measureId: Id, ...MeasureWish.shape, running: z.number(), total: z.number() });
export type MeasureRow = z.infer<typeof MeasureRow>;

export const StaffRole = z.enum(['companion', 'tutor', 'pedagogue', 'teacher']);
export type StaffRole = z.infer<typeof StaffRole>;
const Phone = z.string().check(z.overwrite(plainText), z.minLength(3), z.maxLength(40), z.regex(/^[0-9 +()/-]+$/));
const Mail = z.string().check(z.trim(), z.maxLength(254), z.regex(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/));
/** Somebody trainees can reach. With `personId` that person's login opens the participations in which they are companion or deputy. */
export const StaffWish = z.strictObject({ name: TypedName, role: StaffRole, phone: z.nullable(Phone), email: z.nullable(Mail), personId: z.nullable(Id) });
export type StaffWish = z.infer<typeof StaffWish>;
export const StaffRow = z.object({
  contactId: Id,
  name: z.string(),
  role: StaffRole,
  phone: z.nullable(z.string()),
  email: z.nullable(z.string()),
  personId: z.nullable(Id),
  participations: z.number(),
});
export type StaffRow = z.infer<typeof StaffRow>;

const OFFICE = '/api/tenants/:tenantId/office';
const office = { who: 'office' } as const;
const done = z.object({ done: z.literal(true) });
const Paged = { page: Page, size: PageSize };
const Search = z._default(z.string().check(z.maxLength(80)), '');

export const officeMeasures = route('GET', `${OFFICE}/measures`, {
  ...office,
  query: z.object(Paged),
  reply: z.object({ rows: z.array(MeasureRow), total: z.number() }),
});
export const addMeasure = route('POST', `${OFFICE}/measures`, { ...office, body: MeasureWish, reply: z.object({ measureId: Id }) });
export const changeMeasure = route('PUT', `${OFFICE}/measures/:measureId`, { ...office, body: MeasureWish, reply: done });

export const officeStaff = route('GET', `${OFFICE}/staff`, {
  ...office,
  query: z.object(Paged),
  reply: z.object({ rows: z.array(StaffRow), total: z.number() }),
});
export const addStaff = route('POST', `${OFFICE}/staff`, { ...office, body: StaffWish, reply: z.object({ contactId: Id }) });
export const changeStaff = route('PUT', `${OFFICE}/staff/:contactId`, { ...office, body: StaffWish, reply: done });

/** Whom the office may choose: trainees who came from the LMS, people with a running grant as companion, or as caseworker. */
export const PeopleChoice = z.object({ personId: Id, name: z.string(), until: z.nullable(Day) });
export type PeopleChoice = z.infer<typeof PeopleChoice>;
export const officePeople = route('GET', `${OFFICE}/people`, {
  ...office,
  query: z.object({ ...Paged, kind: z.enum(['trainee', 'companion', 'caseworker']), q: Search }),
  reply: z.object({ rows: z.array(PeopleChoice), total: z.number() }),
});

// ── import ──────────────────────────────────────────────────────────────────────────────────────────────────────────
export const IMPORT_LINES = 1000;
/** Columns of the file by the name in its first line, in German and English. */
export const IMPORT_COLUMNS = {
  name: ['Name', 'Name'],
  measure: ['Maßnahme', 'Measure'],
  phase: ['Phase', 'Phase'],
  startsOn: ['Eintritt', 'Start'],
  endsOn: ['Ende', 'End'],
  probationEndsOn: ['Probezeit bis', 'Probation until'],
  companion: ['Begleitung', 'Companion'],
  deputy: ['Vertretung', 'Deputy'],
  caseworker: ['Fachkraft', 'Caseworker'],
  firm: ['Betrieb', 'Company'],
  school: ['Berufsschule', 'School'],
  examOn: ['Prüfung', 'Exam'],
  occupation: ['Beruf', 'Occupation'],
} as const;
export type ImportColumn = keyof typeof IMPORT_COLUMNS;
/** These have to be there; the others may be left out. */
export const IMPORT_NEEDED = ['name', 'measure', 'phase', 'startsOn'] as const;

const Csv = z.string().check(z.maxLength(200_000));
/** `value`: what stands in the column, where it is a value that is wrong. */
export const ImportFault = z.object({ code: z.string(), column: z.nullable(z.string()), value: z.nullable(z.string()) });
export type ImportFault = z.infer<typeof ImportFault>;
/** One line of the file: what would be entered, or what is wrong with it. `line` counts from 1, the head is line 1. */
export const ImportLine = z.object({
  line: z.number(),
  name: z.string(),
  /** `known`: exactly this participation stands in Lotse already; nothing happens. */
  result: z.enum(['enter', 'known', 'fault']),
  measure: z.nullable(z.string()),
  startsOn: z.nullable(Day),
  endsOn: z.nullable(Day),
  companion: z.nullable(z.string()),
  faults: z.array(ImportFault),
});
export type ImportLine = z.infer<typeof ImportLine>;
export const ImportPlan = z.object({
  /** What is wrong with the file as a whole: then there are no lines. */
  faults: z.array(ImportFault),
  lines: z.array(ImportLine),
  counts: z.object({ enter: z.number(), known: z.number(), fault: z.number() }),
});
export type ImportPlan = z.infer<typeof ImportPlan>;
/** The dry run: writes nothing. */
export const checkImport = route('POST', `${OFFICE}/import/check`, { ...office, body: z.strictObject({ csv: Csv }), reply: ImportPlan });
/** Enters all lines or, with `withoutFaulty`, all good ones. A file with faults is refused otherwise. */
export const runImport = route('POST', `${OFFICE}/import`, {
  ...office,
  body: z.strictObject({ csv: Csv, withoutFaulty: z.boolean() }),
  reply: z.object({ entered: z.number(), known: z.number(), left: z.number() }),
});

import * as z from 'zod';
import { Problem } from '#lotse/base';
import { parseJson, readRows, rowId, rowNumber, rowText } from './read-rows.js';

/** A column as the platform lists it (AGS 2.0, 3.2). */
export interface ListedLineItem {
  url: string;
  linkId: string | null;
  resourceId: string;
  tag: string;
}
/** What the gradebook holds for one person. */
export interface Result {
  score: number;
  maximum: number;
  at: Date | null;
}
/** How many rows of a list could not be read, and the member that made the first of them unreadable. */
export interface Unread {
  count: number;
  field: string | null;
}
export interface ReadResults {
  results: Map<string, Result>;
  /** People whose row could not be read: whether they have a grade is not known. */
  unknown: ReadonlySet<string>;
  unread: Unread;
}

const List = z.array(z.unknown());
const ResultRow = z
  .looseObject({ userId: rowId, resultScore: rowNumber.nullish(), resultMaximum: rowNumber.nullish(), timestamp: z.unknown().optional() })
  .refine((row) => (row.resultScore ?? null) === null || (row.resultMaximum ?? 1) > 0, { path: ['resultMaximum'] });
const LineItemRow = z.looseObject({
  id: z.string().min(1).max(2_000),
  resourceLinkId: rowText.nullish(),
  resourceId: rowText.nullish(),
  tag: rowText.nullish(),
});

/** Results of a column (AGS 2.0, 3.3). A score of null is none; a maximum that is not given is 1. Throws results.unreadable where it is no list. */
export function readResults(text: string): ReadResults {
  const { rows, unread, field } = readRows(listIn(text, 'results.unreadable'), ResultRow);
  const results = new Map<string, Result>();
  for (const { userId, resultScore, resultMaximum, timestamp } of rows) {
    if (resultScore === undefined || resultScore === null || results.has(userId)) continue;
    results.set(userId, { score: resultScore, maximum: resultMaximum ?? 1, at: timeOf(timestamp) });
  }
  const unknown = new Set(unread.flatMap((row) => userIn(row) ?? []).filter((user) => !results.has(user)));
  return { results, unknown, unread: { count: unread.length, field } };
}

/** Columns of a course (AGS 2.0, 3.2). Throws lineitems.unreadable where it is no list. */
export function readLineItems(text: string): { items: ListedLineItem[]; unread: Unread } {
  const { rows, unread, field } = readRows(listIn(text, 'lineitems.unreadable'), LineItemRow);
  const items = rows.map(({ id, resourceLinkId, resourceId, tag }) => ({
    url: id,
    linkId: resourceLinkId ?? null,
    resourceId: resourceId ?? '',
    tag: tag ?? '',
  }));
  return { items, unread: { count: unread.length, field } };
}

function listIn(text: string, code: string): unknown[] {
  const parsed = List.safeParse(parseJson(text));
  if (!parsed.success) throw new Problem('upstream', code);
  return parsed.data;
}

function userIn(row: unknown): string | null {
  const parsed = z.looseObject({ userId: rowId }).safeParse(row);
  return parsed.success ? parsed.data.userId : null;
}

/** A time that cannot be read is none: the score beside it counts all the same. */
function timeOf(value: unknown): Date | null {
  const at = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? null : new Date(at);
}

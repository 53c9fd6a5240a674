import * as z from 'zod';
import { cleanName } from '#lotse/contract';

/** A text that an LMS may also send as a number. */
export const rowText = z.union([z.string(), z.number()]).transform(String);
/** A number that an LMS may also send as a text. */
export const rowNumber = z.union([z.number(), z.string().regex(/^\s*-?\d{1,15}(\.\d{1,15})?\s*$/)]).transform(Number);
/** The id of a person or a link: text that can be compared and stored. */
export const rowId = rowText.refine((text) => text !== '' && text.length <= 255 && text.isWellFormed() && !/\p{Cc}/u.test(text));

/** What is shown of a text of an LMS: clean like every name, not longer than a line, null where nothing is left. */
export function shownText(value: unknown, length: number): string | null {
  const text = typeof value === 'string' ? cleanName(value) : '';
  return text === '' ? null : [...text].slice(0, length).join('');
}

/** A list of texts; other entries are skipped. */
export const texts = z.array(z.unknown()).transform((list) => list.filter((one) => typeof one === 'string'));

export interface ReadRows<T> {
  rows: T[];
  /** Rows that could not be read, as they came. */
  unread: unknown[];
  /** The member that made the first of them unreadable; null where every row was read. */
  field: string | null;
}

/** Reads a list of an LMS row by row: a row that cannot be read stops none of the others. */
export function readRows<T>(list: readonly unknown[], shape: z.ZodType<T>): ReadRows<T> {
  const read: ReadRows<T> = { rows: [], unread: [], field: null };
  for (const one of list) {
    const parsed = shape.safeParse(one);
    if (parsed.success) read.rows.push(parsed.data);
    else {
      read.unread.push(one);
      read.field ??= String(parsed.error.issues[0]?.path[0] ?? 'row');
    }
  }
  return read;
}

/** The text as JSON; undefined, which every schema refuses, where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import * as z from 'zod/mini';
import { Prose } from '../prose.js';

/** Id of a part inside one exercise: an option, a gap, an item, a step. */
export const PartId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,30}$/));

/** What somebody typed into a small field. */
export const Typed = z.string().check(z.maxLength(120));
/** Parts chosen by id, each at most once; `most` bounds what is read at all. */
export const PartIds = (most: number) => z.array(PartId).check(z.maxLength(most));

/** A part with a text at both levels. */
export const ShownPart = z.object({ id: PartId, text: Prose, textPlain: Prose });
/** A part whose text stands in a native select or on a button: no prose. */
export const LinePart = z.object({ id: PartId, text: z.string(), textPlain: z.string() });

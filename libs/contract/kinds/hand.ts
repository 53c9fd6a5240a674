import * as z from 'zod/mini';
import { Id } from '../words.js';
import { LinePart, PartIds } from './parts.js';

/** Kinds that people mark: one try, closed when sent, no points before somebody has read it. */
export const HAND_KINDS = ['open', 'writing', 'recording'] as const;
export type HandKind = (typeof HAND_KINDS)[number];
export const isHandKind = (kind: string): kind is HandKind => HAND_KINDS.some((one) => one === kind);

/** Letters of a text that somebody writes as an answer. */
export const LONGEST_TEXT = 5_000;
const WrittenText = z.string().check(z.maxLength(LONGEST_TEXT));

/** Empty in what is stored and once the text is deleted: the text itself lies sealed beside the answer. */
export const openResponse = { text: WrittenText };
/** `ticked`: points that whoever wrote it looked for themselves. */
export const writingResponse = { text: WrittenText, ticked: PartIds(8) };

/** `recording`: id of what was uploaded, empty where nothing was. `model`: what could be said, in a solution only. */
export const recordingResponse = {
  recording: z.union([Id, z.literal('')]),
  model: z.optional(WrittenText),
};
export const RECORDING_TYPES = ['audio/webm', 'audio/ogg', 'audio/mp4'] as const;
export type RecordingType = (typeof RECORDING_TYPES)[number];
/** Bytes of a recording, and of one piece of it on its way. */
export const LARGEST_RECORDING = 1_000_000;
export const RECORDING_PIECE = 98_304;

/** What is marked, up to four criteria with 0 to 3 points each: known before the answer is written. */
const Criteria = z.array(z.object({ id: z.string(), title: z.string() }));

export const OpenView = z.object({ kind: z.literal('open'), criteria: Criteria });
export const WRITING_FORMS = ['mail', 'note', 'report', 'letter'] as const;
export const WritingView = z.object({
  kind: z.literal('writing'),
  form: z.enum(WRITING_FORMS),
  /** Words, at least and at most: a hint. */
  words: z.tuple([z.number(), z.number()]),
  points: z.array(LinePart),
  phrases: z.array(z.string()),
  criteria: Criteria,
});
export const RecordingView = z.object({ kind: z.literal('recording'), seconds: z.number(), points: z.array(LinePart), criteria: Criteria });

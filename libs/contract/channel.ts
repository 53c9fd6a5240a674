import type { output, ZodMiniType } from 'zod/mini';
import * as z from 'zod/mini';
import { ProblemBody } from './problem.js';
import { Id, type Who } from './words.js';

type Schema = ZodMiniType;

export interface ChannelShapes<B extends Schema, R extends Schema> {
  who: Who | readonly Who[];
  body: B;
  /** What the acknowledgement carries beside `seq`. */
  reply?: R;
  /** Types of the events that may follow. */
  events?: readonly string[];
}

/**
 * One live message from the browser to a meeting: what the server listens to and what the browser sends.
 * `lasting`: it is decided, stored and acknowledged after COMMIT; `volatile`: it is passed on at best, and dropped first.
 */
export interface Channel<B extends Schema = Schema, R extends Schema = Schema> extends ChannelShapes<B, R> {
  channel: string;
  kind: 'lasting' | 'reading' | 'volatile';
}

export function channel<B extends Schema, R extends Schema = never>(
  name: string,
  shapes: ChannelShapes<B, R>,
  kind: Channel['kind'] = 'lasting',
): Channel<B, R> {
  return { channel: name, kind, ...shapes };
}

/** Envelope of every live message. `id` is made once by the browser: the same message sent again gets the same acknowledgement. */
export const LiveMessage = z.object({ id: Id, body: z.optional(z.unknown()) });
export type LiveMessage = z.infer<typeof LiveMessage>;

/** `seq` is the meeting's number after the last event of this command; 0 where nothing was stored. */
export const LiveAck = z.union([z.object({ ok: z.literal(true), seq: z.number(), reply: z.optional(z.unknown()) }), z.object({ problem: ProblemBody })]);
export type LiveAck<R = unknown> = { ok: true; seq: number; reply?: R } | { problem: ProblemBody };

export type ChannelBody<T> = T extends { body: infer B extends Schema } ? output<B> : never;
export type ChannelReply<T> = T extends { reply?: infer R extends Schema } ? output<R> : never;

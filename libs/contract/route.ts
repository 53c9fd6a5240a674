import type { output, ZodMiniType } from 'zod/mini';
import type { Who } from './words.js';

type Schema = ZodMiniType;

export interface Shapes<B extends Schema, Q extends Schema, R extends Schema> {
  who: Who | readonly Who[];
  body?: B;
  query?: Q;
  reply: R;
  /** The body is bytes (application/octet-stream) and no JSON; what belongs to them stands in the query. */
  bytes?: true;
}

/**
 * One HTTP action: what the server mounts and what the browser calls.
 * `path` uses `:name` for ids in the path; `who` says which roles may call it.
 */
export interface Route<B extends Schema = Schema, Q extends Schema = Schema, R extends Schema = Schema> extends Shapes<B, Q, R> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
}

export function route<R extends Schema, B extends Schema = never, Q extends Schema = never>(
  method: Route['method'],
  path: string,
  shapes: Shapes<B, Q, R>,
): Route<B, Q, R> {
  return { method, path, ...shapes };
}

/** What the server gets, after the schema has read it. */
export type BodyOf<T> = T extends { body?: infer B } ? (NonNullable<B> extends Schema ? output<NonNullable<B>> : never) : never;
export type QueryOf<T> = T extends { query?: infer Q } ? (NonNullable<Q> extends Schema ? output<NonNullable<Q>> : never) : never;
export type Reply<T> = T extends { reply: infer R extends Schema } ? output<R> : never;

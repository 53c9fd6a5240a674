import { applyDecorators, Body, Delete, Get, HttpCode, Param, Post, Put, Query, SetMetadata, type Type } from '@nestjs/common';
import * as z from 'zod/mini';
import { Id, type Route, type Who } from '#lotse/contract';

export const WHO_KEY = 'lotse:who';

const METHODS = { GET: Get, POST: Post, PUT: Put, DELETE: Delete } as const;

/**
 * Mounts a handler at its contract route: path, status, reply schema (what it does not name is stripped before anything
 * leaves, and a reply that does not fit is a fault of ours), and who may call it.
 */
export function Handle(route: Route<never, never>): MethodDecorator;
export function Handle(route: Pick<Route, 'method' | 'path' | 'who' | 'reply'>): MethodDecorator;
export function Handle(route: Pick<Route, 'method' | 'path' | 'who' | 'reply'>): MethodDecorator {
  const mount = applyDecorators(
    METHODS[route.method](route.path),
    HttpCode(200),
    SetMetadata(WHO_KEY, typeof route.who === 'string' ? [route.who] : route.who),
  );
  return (target, key, descriptor: PropertyDescriptor) => {
    const handler = descriptor.value as Handler;
    // here and not in an interceptor, which would send every reply through an observable
    const replying: Handler = async function (this: unknown, ...asked) {
      return z.parse(route.reply, await handler.apply(this, asked));
    };
    for (const name of Reflect.getOwnMetadataKeys(handler)) Reflect.defineMetadata(name, Reflect.getOwnMetadata(name, handler), replying);
    descriptor.value = replying;
    mount(target, key, descriptor);
  };
}
type Handler = (...asked: unknown[]) => unknown;

/** For handlers that answer no JSON of the contract (pages, files, LTI forms): they say who may call them here. */
export function For(...who: Who[]): MethodDecorator {
  return SetMetadata(WHO_KEY, who);
}
export const Public = (): MethodDecorator => For('public');

export const FromBody = (route: { body?: unknown }): ParameterDecorator => Body({ schema: route.body as never });
export const FromQuery = (route: { query?: unknown }): ParameterDecorator => Query({ schema: route.query as never });
/** An id in the path: anything that is no uuid is unknown. */
export const IdParam = (name: string): ParameterDecorator => Param(name, { schema: Id });
/** Query of a handler without a contract route. */
export const QueryOf = (schema: z.ZodMiniType): ParameterDecorator => Query({ schema: schema });

export type ControllerClass = Type<unknown>;

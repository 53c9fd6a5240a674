import {
  applyDecorators,
  Body,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  createParamDecorator,
  SetMetadata,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
  type Type,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { ContentId, Id, type Route, type Who } from '#lotse/contract';
import { Problem } from './problem.js';

export const WHO_KEY = 'lotse:who';

const METHODS = { GET: Get, POST: Post, PUT: Put, DELETE: Delete } as const;

/**
 * Mounts a handler at its contract route: path, status, reply schema (what it does not name is stripped before anything
 * leaves, and a reply that does not fit is a fault of ours), and who may call it.
 */
export function Handle(route: Route<never, never>): MethodDecorator;
export function Handle(route: Pick<Route, 'method' | 'path' | 'who' | 'reply'>): MethodDecorator;
export function Handle(route: Pick<Route, 'method' | 'path' | 'who' | 'reply'> & { body?: unknown }): MethodDecorator {
  const mount = applyDecorators(
    METHODS[route.method](route.path),
    HttpCode(200),
    SetMetadata(WHO_KEY, typeof route.who === 'string' ? [route.who] : route.who),
  );
  return (target, key, descriptor: PropertyDescriptor) => {
    descriptor.value = replying(descriptor.value as Handler, route.reply);
    mount(target, key, descriptor);
    if (route.body && !readsBody(target, key)) UseGuards(new UnreadBody(route.body as z.ZodMiniType))(target, key, descriptor);
  };
}

type Handler = (...asked: unknown[]) => unknown;

/** Not an interceptor: that would pass every reply through an observable. */
function replying(handler: Handler, reply: z.ZodMiniType): Handler {
  const parsed: Handler = async function (this: unknown, ...asked) {
    return z.parse(reply, await handler.apply(this, asked));
  };
  for (const name of Reflect.getOwnMetadataKeys(handler)) Reflect.defineMetadata(name, Reflect.getOwnMetadata(name, handler), parsed);
  return parsed;
}

function readsBody(target: object, name: string | symbol): boolean {
  const read = Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, name) as object | undefined;
  return Object.keys(read ?? {}).some((key) => key.startsWith(`${RouteParamtypes.BODY}:`));
}

/** A body is checked against its schema even where the handler reads nothing of it. */
class UnreadBody implements CanActivate {
  constructor(private readonly schema: z.ZodMiniType) {}

  canActivate(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!this.schema.safeParse(body ?? {}).success) throw new Problem('invalid', 'body.invalid');
    return true;
  }
}

/** For handlers that answer no JSON of the contract (pages, files, LTI forms): they say who may call them here. */
export function For(...who: Who[]): MethodDecorator {
  return SetMetadata(WHO_KEY, who);
}
export const Public = (): MethodDecorator => For('public');

export const FromBody = (route: { body?: unknown }): ParameterDecorator => Body({ schema: route.body as never });
/** The body of a route with `bytes`. */
export const FromBytes = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Problem('invalid', 'body.invalid');
  return body;
});
export const FromQuery = (route: { query?: unknown }): ParameterDecorator => Query({ schema: route.query as never });
/** An id in the path: anything that is no uuid is unknown. */
export const IdParam = (name: string): ParameterDecorator => Param(name, { schema: Id });
/** The id of a unit, a module or a task in the path. */
export const ContentParam = (name: string): ParameterDecorator => Param(name, { schema: ContentId });
/** Query of a handler without a contract route. */
export const FromQuerySchema = (schema: z.ZodMiniType): ParameterDecorator => Query({ schema: schema });

export type ControllerClass = Type<unknown>;

import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem, WHO_KEY } from '#lotse/base';
import type { CourseRole, Who } from '#lotse/contract';
import { SessionsService, type Me, type MyPlace } from './sessions.service.js';

type Asked = FastifyRequest & { me?: Me };

/** Deny by default: a handler without `who` never runs; all but public ones need a bearer, our header and a fitting role somewhere. */
@Injectable()
export class WhoGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const who = this.reflector.get<Who[] | undefined>(WHO_KEY, context.getHandler());
    if (!who) throw new Error('a handler without who');
    if (who.includes('public')) return true;
    const request = context.switchToHttp().getRequest<Asked>();
    const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
    const me = bearer ? await this.sessions.authenticate(bearer) : null;
    if (!me) throw new Problem('signed-out', 'session.none');
    if (!who.includes('any') && ![...me.places.values()].some((place) => who.includes(place.role as Who))) throw new Problem('forbidden', 'role.unfit');
    request.me = me;
    return true;
  }
}

export const CurrentMe = createParamDecorator((_: unknown, context: ExecutionContext): Me => {
  const { me } = context.switchToHttp().getRequest<Asked>();
  if (!me) throw new Error('CurrentMe on a public handler');
  return me;
});

/**
 * The asker's own enrolment with one of these roles. Somebody else's, an unknown one and one with another role
 * all answer the same: not found.
 */
export function placeOf(me: Me, enrolmentId: string, ...roles: CourseRole[]): MyPlace {
  const place = me.places.get(enrolmentId);
  if (!place || (roles.length > 0 && !roles.includes(place.role))) throw new Problem('not-found', 'enrolment.unknown');
  return place;
}

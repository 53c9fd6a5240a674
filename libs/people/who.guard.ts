import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { admit, Problem, WHO_KEY } from '#lotse/base';
import type { CourseRole, GrantRole, Who } from '#lotse/contract';
import { AccountSessions, type AccountMe } from './accounts/account-sessions.service.js';
import { SessionsService, type Me, type MyEnrolment } from './sessions.service.js';

type Asked = FastifyRequest & { me?: Me; account?: AccountMe };

/** Somebody of the provider, in the tenant that stands in the path; a caseworker's or a trainee's role is none of these. */
export interface Staff {
  person: string;
  tenant: string;
  roles: ReadonlySet<GrantRole>;
}

/**
 * Deny by default: a handler without `who` never runs; all but public ones need a bearer, our header and a fitting role
 * somewhere. Roles of a course come from launches only. Granted ones count in account sessions; of those a session begun by a
 * launch carries the closed list `LaunchedRole`, in its own tenant.
 */
@Injectable()
export class WhoGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountSessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const who = this.reflector.get<Who[] | undefined>(WHO_KEY, context.getHandler());
    if (!who) throw new Error('a handler without who');
    if (who.includes('public')) return true;
    const request = context.switchToHttp().getRequest<Asked>();
    const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer?.startsWith('acc_')) await this.admitAccount(request, who, bearer);
    else await this.admitLaunched(request, who, bearer);
    return true;
  }

  private async admitLaunched(request: Asked, who: Who[], bearer: string | undefined): Promise<void> {
    const me = bearer ? await this.sessions.authenticate(bearer) : null;
    if (!me) throw new Problem('signed-out', 'session.none');
    const granted = who.some((one) => (me.granted as ReadonlySet<Who>).has(one));
    const roles = [...me.enrolments.values()].flatMap(({ role }) => (role === 'guest' ? [] : [role]));
    if (!granted && !admit(who, roles)) throw new Problem('forbidden', 'role.unfit');
    const tenant = tenantIn(request);
    if (tenant !== null && (tenant !== me.tenant || !granted)) throw new Problem('not-found', 'tenant.unknown');
    request.me = me;
  }

  /** A role in one tenant opens nothing in another: a tenant in the path where the role is missing is not there at all. */
  private async admitAccount(request: Asked, who: Who[], bearer: string): Promise<void> {
    const account = await this.accounts.authenticate(bearer);
    if (!account) throw new Problem('signed-out', 'session.none');
    const tenant = tenantIn(request);
    if (!admit(who, [...[...account.roles.values()].flatMap((roles) => [...roles]), ...(account.installation ? (['installation'] as const) : [])]))
      throw new Problem('forbidden', 'role.unfit');
    request.account = account;
    if (tenant === null) return;
    const roles = account.roles.get(tenant);
    if (!roles || !admit(who, roles)) throw new Problem('not-found', 'tenant.unknown');
    request.account = { ...account, tenant };
    request.me = { person: account.person, tenant, sessionId: account.sessionId, registrationId: null, enrolments: new Map(), granted: new Set() };
  }
}

function tenantIn(request: FastifyRequest): string | null {
  const tenant = (request.params as { tenantId?: unknown } | undefined)?.tenantId;
  return typeof tenant === 'string' ? tenant : null;
}

/** Who asks, in a tenant: after a launch, or with an account on a path that names the tenant. */
export const CurrentMe = createParamDecorator((_: unknown, context: ExecutionContext): Me => {
  const { me, account } = context.switchToHttp().getRequest<Asked>();
  if (!me && account) throw new Problem('forbidden', 'role.unfit');
  if (!me) throw new Error('CurrentMe on a public handler');
  return me;
});

/** Who asks with a local account; a launch is none. */
export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): AccountMe => {
  const { me, account } = context.switchToHttp().getRequest<Asked>();
  if (!account && me) throw new Problem('forbidden', 'role.unfit');
  if (!account) throw new Error('CurrentAccount on a public handler');
  return account;
});

/** Who asks on a path that names the tenant, with the roles that count there: by account or by launch. */
export const CurrentStaff = createParamDecorator((_: unknown, context: ExecutionContext): Staff => {
  const { me, account } = context.switchToHttp().getRequest<Asked>();
  if (account?.tenant) return { person: account.person, tenant: account.tenant, roles: account.roles.get(account.tenant) ?? new Set() };
  if (!account && me) return { person: me.person, tenant: me.tenant, roles: me.granted };
  throw new Error('CurrentStaff on a path without a tenant');
});

/**
 * The asker's own enrolment with one of these roles. Somebody else's, an unknown one and one with another role
 * all answer the same: not found.
 */
export function enrolmentOf(me: Me, enrolmentId: string, ...roles: CourseRole[]): MyEnrolment {
  const enrolment = me.enrolments.get(enrolmentId);
  if (!enrolment || (roles.length > 0 && !roles.includes(enrolment.role))) throw new Problem('not-found', 'enrolment.unknown');
  return enrolment;
}

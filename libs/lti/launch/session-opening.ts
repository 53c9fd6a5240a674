import { Injectable } from '@nestjs/common';
import type { output } from 'zod/mini';
import { Db, Problem } from '#lotse/base';
import type { SessionReply } from '#lotse/contract';
import { PeopleService, SessionsService, type OpenSession } from '#lotse/people';
import { originOf } from '../platforms/platforms.service.js';
import { LinksService } from '../links/links.service.js';
import { openedEnrolment } from './session-opening.queries.js';

type Reply = output<typeof SessionReply>;

/** From the launch code, or after a reload from the cookie, to the bearer that the page keeps in memory. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly sessions: SessionsService,
    private readonly people: PeopleService,
    private readonly links: LinksService,
    private readonly db: Db,
  ) {}

  /** `back`: the way back to the course, as the launch named it. */
  async open({ code, cookie }: { code: string; cookie: string | null }, back?: string): Promise<{ reply: Reply; windowCookie: string | null }> {
    const opened = await this.sessions.redeem(code, cookie);
    if (!opened) throw new Problem('signed-out', 'session.code');
    return { reply: await this.reply(opened, opened.session.enrolment, back), windowCookie: opened.windowCookie };
  }

  /** `enrolmentId` is the one in the page's path: it must be one of this person's. */
  async resume(cookie: string | undefined, enrolmentId: string): Promise<Reply> {
    const opened = cookie === undefined ? null : await this.sessions.resume(cookie);
    if (!opened) throw new Problem('signed-out', 'session.none');
    return this.reply(opened, enrolmentId);
  }

  private reply({ session, bearer }: { session: OpenSession; bearer: string }, enrolmentId: string | null, back?: string): Promise<Reply> {
    const { tenant, person } = session;
    return this.db.as({ tenant, person }, async (tx) => {
      const enrolment = await openedEnrolment(tx, { tenant, person, enrolmentId });
      if (!enrolment || enrolmentId === null) throw new Problem('signed-out', 'session.enrolment');
      const roles = await this.sessions.grantedIn(tx, { tenant, person });
      // the link of the launch counts for the enrolment it led to; another course of the same person has its own
      const link =
        session.resourceLink !== null && session.enrolment === enrolmentId ? await this.links.link(tx, tenant, enrolment.course, session.resourceLink) : null;
      return {
        token: bearer,
        displayName: await this.people.displayName(tx, tenant, person),
        launchLocale: session.launchLocale,
        preferences: await this.people.preferences(tx, tenant, person),
        enrolmentId,
        registrationId: enrolment.registration,
        role: enrolment.role,
        target: link?.target ?? null,
        linkId: link?.id ?? null,
        // the page cannot know which addresses are the platform's
        returnUrl: back !== undefined && originOf(back) !== null && originOf(back) === originOf(enrolment.authUrl) ? back : null,
        ownTenant: roles.length > 0 ? { tenantId: tenant, name: enrolment.tenantName, roles } : null,
      };
    });
  }
}

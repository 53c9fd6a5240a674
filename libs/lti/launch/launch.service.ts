import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Db } from '#lotse/base';
import { PeopleService, SessionsService } from '#lotse/people';
import type { Target } from '../messages/claims.js';
import { TicketsService } from '../deep-linking/tickets.service.js';
import { AfterLaunch } from './after-launch.js';
import { LinksService } from '../links/links.service.js';
import type { Proved } from './launch-gate.js';
import { reviewedPerson } from '../review/reviewed-person.js';

interface Arrival {
  person: string;
  enrolment: string;
  link: string | null;
  role: 'trainee' | 'teacher' | 'tutor' | 'guest';
  /** What stands in the address after the enrolment. */
  page: string;
}
export interface Entry {
  cookie: string;
  code: string;
  path: string;
  person: string;
  enrolment: string;
}
type Enrolled = Omit<Arrival, 'link' | 'page'> & { courseId: string };

/** Lets a proved launch in: who it is, which course, what for; then a session. */
@Injectable()
export class LaunchService {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
    private readonly sessions: SessionsService,
    private readonly links: LinksService,
    private readonly tickets: TicketsService,
    private readonly after: AfterLaunch,
  ) {}

  /** One transaction for all a launch tells, then the session. `previousCookie` is the session this browser had; where it keeps no cookies the launch code is not bound to one. */
  async enter(proved: Proved, browser: { previousCookie: string | null; keepsCookie: boolean }): Promise<Entry> {
    const { platform, launch } = proved;
    const arrival = await this.db.job(platform.tenant, (tx) => this.remember(tx, proved));
    const { cookie, code } = await this.sessions.openLti({
      tenant: platform.tenant,
      person: arrival.person,
      registration: platform.id,
      enrolment: arrival.enrolment,
      link: arrival.link,
      locale: launch.locale,
      staff: arrival.role === 'teacher' || arrival.role === 'tutor',
      ...browser,
    });
    return { cookie, code, path: `/l/${platform.id}/c/${arrival.enrolment}${arrival.page}`, person: arrival.person, enrolment: arrival.enrolment };
  }

  private async remember(tx: EntityManager, proved: Proved): Promise<Arrival> {
    const { platform, launch } = proved;
    const enrolled = await this.enrol(tx, proved);
    const { message } = launch;
    if (message.kind === 'deep-linking') {
      const wish = { platform, deployment: proved.deployment, courseId: enrolled.courseId, person: enrolled.person, settings: message.settings };
      return { ...enrolled, link: null, page: `/pick/${await this.tickets.open(tx, wish)}` };
    }
    const link = await this.links.remember(
      tx,
      { platform, courseId: enrolled.courseId, staff: enrolled.role === 'teacher' || enrolled.role === 'tutor' },
      launch,
    );
    if (message.kind === 'submission-review') {
      const person = await reviewedPerson(tx, { platform, courseId: enrolled.courseId, sub: message.forUser });
      return { ...enrolled, link: link.id, page: `/people/${person}/review${queryOf(link.target)}` };
    }
    if (enrolled.role === 'trainee' && !launch.test) await this.links.oweEarned(tx, platform.tenant, enrolled.person);
    return { ...enrolled, link: link.id, page: pageOf(enrolled.role, link.target) };
  }

  private async enrol(tx: EntityManager, { platform, deployment, launch }: Proved): Promise<Enrolled> {
    const { tenant } = platform;
    const { person } = await this.people.recognise(tx, { tenant, issuer: platform.issuer, sub: launch.sub, name: launch.name });
    const { enrolmentId, courseId, role } = await this.people.enrol(tx, {
      tenant,
      person,
      deployment,
      context: launch.course,
      role: launch.role,
      test: launch.test,
    });
    await this.after.note(tx, { tenant, person, courseId }, launch);
    return { person, enrolment: enrolmentId, courseId, role };
  }
}

function pageOf(role: Arrival['role'], target: Target | null): string {
  if (target?.kind === 'room') return `/r/${target.id}`;
  return role === 'trainee' && target?.kind === 'unit' ? `/u/${target.id}` : '';
}

function queryOf(target: Target | null): string {
  return target?.kind === 'unit' ? `?unitId=${target.id}` : '';
}

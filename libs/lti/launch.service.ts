import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, Db } from '#lotse/base';
import { PeopleService, SessionsService } from '#lotse/people';
import type { Target } from './claims.js';
import { LinksService } from './launch/links.service.js';
import type { Proved } from './launch-gate.js';

interface Place { person: string; enrolment: string; link: string; role: 'trainee' | 'teacher' | 'tutor' | 'guest'; target: Target | null }
export interface Entry { cookie: string; code: string; path: string; person: string; enrolment: string }

/** Lets a proved launch in: who it is, which course, which activity, which column; then a session. */
@Injectable()
export class LaunchService {
  constructor(
    private readonly db: Db, private readonly people: PeopleService, private readonly sessions: SessionsService, private readonly links: LinksService,
    private readonly audit: Audit,
  ) {}

  /** One transaction for all a launch tells, then the session. `previousCookie` is the session this browser had. */
  async enter(proved: Proved, previousCookie: string | null): Promise<Entry> {
    const { platform, launch } = proved;
    const place = await this.db.job(platform.tenant, (tx) => this.remember(tx, proved));
    const staff = place.role === 'teacher' || place.role === 'tutor';
    const { cookie, code } = await this.sessions.openLti({
      tenant: platform.tenant, person: place.person, registration: platform.id, enrolment: place.enrolment, link: place.link, locale: launch.locale, staff, previousCookie,
    });
    const unit = place.role === 'trainee' && place.target?.kind === 'unit' ? `/u/${place.target.id}` : '';
    return { cookie, code, path: `/l/${platform.id}/c/${place.enrolment}${unit}`, person: place.person, enrolment: place.enrolment };
  }

  private async remember(tx: EntityManager, { platform, deployment, launch }: Proved): Promise<Place> {
    const { tenant } = platform;
    const { person, isNew } = await this.people.recognise(tx, { tenant, issuer: platform.issuer, sub: launch.sub, name: launch.name });
    const { enrolmentId, courseId, role } = await this.people.enrol(tx, { tenant, person, deployment, context: launch.course, role: launch.role, test: launch.test });
    if (isNew && launch.proposed) await this.audit.write(tx, { tenant, actor: person, event: 'tutor.proposed', subjectKind: 'course', subject: courseId });
    const link = await this.links.remember(tx, { platform, courseId, staff: role === 'teacher' || role === 'tutor' }, launch);
    if (role === 'trainee' && !launch.test) await this.links.oweEarned(tx, tenant, person);
    return { person, enrolment: enrolmentId, link: link.id, role, target: link.target };
  }
}

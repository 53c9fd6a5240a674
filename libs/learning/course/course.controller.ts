import { Controller, Get, Header } from '@nestjs/common';
import { For, FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  chooseTarget,
  linkChoices,
  personPage,
  readGoneColumns,
  roster,
  setTeam,
  ROSTER_CSV_PATH,
  type LinkChoices,
  type PersonPage,
  type RosterPage,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { CourseTeamService } from './course-team.service.js';
import { LinkChoiceService } from './link-choice.service.js';
import { PersonPageService } from './person-page.service.js';
import { RosterService } from './roster.service.js';
import { rosterCsv } from './roster-csv.js';

@Controller()
export class CourseController {
  constructor(
    private readonly list: RosterService,
    private readonly persons: PersonPageService,
    private readonly links: LinkChoiceService,
    private readonly team: CourseTeamService,
  ) {}

  @Handle(roster)
  async people(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromQuery(roster) query: QueryOf<typeof roster>): Promise<RosterPage> {
    return { ...(await this.list.page(me, enrolmentId, query)), team: await this.team.list(me, enrolmentId) };
  }

  @Get(ROSTER_CSV_PATH)
  @For('teacher', 'tutor')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="lotse-kurs.csv"')
  async csv(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromQuery(roster) query: QueryOf<typeof roster>): Promise<string> {
    const { rows, units } = await this.list.everyRow(me, enrolmentId, query);
    return rosterCsv(rows, units);
  }

  @Handle(personPage)
  person(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('personId') personId: string,
    @FromQuery(personPage) query: QueryOf<typeof personPage>,
  ): Promise<PersonPage> {
    return this.persons.page(me, enrolmentId, personId, query);
  }

  @Handle(linkChoices)
  choices(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('linkId') linkId: string): Promise<LinkChoices> {
    return this.links.choices(me, enrolmentId, linkId);
  }

  @Handle(setTeam)
  setTeam(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('personId') personId: string,
    @FromBody(setTeam) { team }: BodyOf<typeof setTeam>,
  ) {
    return this.team.set(me, enrolmentId, personId, team);
  }

  @Handle(readGoneColumns)
  readGone(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string) {
    return this.team.readGone(me, enrolmentId);
  }

  @Handle(chooseTarget)
  choose(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('linkId') linkId: string,
    @FromBody(chooseTarget) target: BodyOf<typeof chooseTarget>,
  ) {
    return this.links.choose(me, enrolmentId, linkId, target);
  }
}

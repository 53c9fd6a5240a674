import { addMeasure, addParticipation, addStaff, officeParticipation, type ParticipationView, type Route } from '#lotse/contract';
import { AccountWorld, type AccountVisitor } from './account-visitor.js';
import { startForTest, type TestServer } from './harness.js';

export const MEASURE = {
  number: '123/21/1/14',
  name: 'AsA flex Nord',
  procedureBranch: '10',
  variant: 'V2024',
  groupLimit: 6,
  fundingBody: 'AGENTUR',
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
};
export const contact = (name: string, personId: string | null = null) => ({ name, role: 'companion', phone: '04321 555', email: null, personId });
export const listed = async (who: AccountVisitor, route: Route, query = '') =>
  (await who.ask('GET', `${route.path.replace(':tenantId', who.tenantId)}${query}`)).body;

/** An office with one measure, two companions and a caseworker. */
export class OfficeWorld {
  private count = 0;
  private constructor(
    readonly server: TestServer,
    readonly world: AccountWorld,
    readonly people: Record<'office' | 'bernd' | 'maren' | 'jutta', AccountVisitor>,
    readonly ids: { measureId: string; berndId: string; marenId: string },
  ) {}

  static async open(): Promise<OfficeWorld> {
    const server = await startForTest({ now: new Date('2026-11-22T09:00:00Z') });
    const world = await AccountWorld.open(server);
    const office = (await world.join('office')).who;
    const bernd = (await world.join('companion')).who;
    const maren = (await world.join('companion')).who;
    const jutta = (await world.join('caseworker', world.inDays(200))).who;
    for (const one of [bernd, maren, jutta]) one.tenantId = office.tenantId;
    const { measureId } = await office.must<{ measureId: string }>(addMeasure, MEASURE);
    const known = async (name: string, who: AccountVisitor) => (await office.must<{ contactId: string }>(addStaff, contact(name, who.personId))).contactId;
    const ids = { measureId, berndId: await known('Bernd Asmus', bernd), marenId: await known('Maren Wulf', maren) };
    return new OfficeWorld(server, world, { office, bernd, maren, jutta }, ids);
  }

  readonly wish = (more: object = {}): object => ({
    ...{
      legalName: `Person ${++this.count}`,
      traineeId: null,
      measureId: this.ids.measureId,
      startsOn: '2026-09-01',
      endsOn: '2027-08-31',
      probationEndsOn: null,
    },
    ...{ phases: [{ phase: 'ACCOMPANYING_PHASE', startsOn: '2026-09-01', endsOn: null }], companionId: this.ids.berndId, deputyId: null, caseworkerId: null },
    ...{ firm: 'Modehaus Petersen', school: 'BBS Musterstadt' },
    ...more,
  });
  readonly enter = async (more: object = {}): Promise<string> =>
    (await this.people.office.must<{ participationId: string }>(addParticipation, this.wish(more))).participationId;
  readonly look = (participationId: string): Promise<ParticipationView> =>
    this.people.office.must<ParticipationView>(officeParticipation, undefined, { participationId });
}

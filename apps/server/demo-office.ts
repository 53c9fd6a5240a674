import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '#lotse/base';
import { addDays, germanDay, type InterruptionWish, type ParticipationWish, type StaffWish } from '#lotse/contract';
import { ExitsService, MeasuresService, OfficeService, ParticipationsService, StaffService } from '#lotse/measures';
import { GrantsService, PeopleService } from '#lotse/people';
import type { DemoSite } from '../demo-lms/index.js';
import { DEMO_ACCOUNTS, demoPerson, openDemoAccounts } from './demo-accounts.js';
import { hasTutorGrant } from './demo.queries.js';

/** Days are counted from today. Three of them have a story of three months: see `demo-history.ts`. */
interface Supported {
  username: string;
  began: number;
  /** The accompanying phase began later, after a pre-phase. */
  accompaniedSince?: number;
  exam: number;
  firm: string;
  school?: string;
  probationEnds?: number;
  interrupted?: { from: number; to: number; reason: InterruptionWish['reason'] };
}
const BBS = 'BBS Musterstadt';
const SUPPORTED: readonly Supported[] = [
  // near the exam
  { username: 'lea.brandt', began: -400, exam: 45, firm: 'Kaufhaus Deichmann & Söhne' },
  // little German, from the pre-phase into the training
  { username: 'blessing.okafor', began: -118, accompaniedSince: -62, exam: 560, firm: 'Frischmarkt am Hafen', probationEnds: 30 },
  // with gaps
  { username: 'tariq.rahimi', began: -150, exam: 170, firm: 'Lagerhaus Nord', interrupted: { from: -58, to: -31, reason: 'ILLNESS' } },
  { username: 'amira.haddad', began: -150, exam: 170, firm: 'Modehaus Petersen' },
  { username: 'jonas.petersen', began: -150, exam: 170, firm: 'Elektro Wulf' },
  { username: 'olha.kovalenko', began: -150, exam: 170, firm: 'Drogerie am Markt' },
  { username: 'mehmet.yildiz', began: -150, exam: 170, firm: 'Baumarkt Süd' },
  { username: 'mai.nguyen', began: -20, exam: 720, firm: 'Asia-Markt Nguyen', probationEnds: 95 },
];
const STAFF: Record<'companion' | 'deputy', StaffWish> = {
  companion: { name: 'Bernd Asmus', role: 'companion', phone: '04321 5550-17', email: 'asmus@lernwerk.example', personId: null },
  deputy: { name: 'Maren Wulf', role: 'companion', phone: '04321 5550-18', email: 'wulf@lernwerk.example', personId: null },
};
const MEASURE = {
  number: '123/21/10/14',
  name: 'AsA flex Lernwerk Nord',
  procedureBranch: '10',
  variant: 'V2024',
  groupLimit: 6,
  fundingBody: 'AGENTUR',
} as const;

/** What the provider's office keeps, entered by its own services. What is there already stays, so that a broken start goes on. */
export async function seedOffice(app: NestFastifyApplication, now: Date, site: DemoSite, tenant: string): Promise<void> {
  await openDemoAccounts(app, tenant, now);
  const day = (days: number) => addDays(germanDay(now), days);
  const [office, companion, caseworker] = (['office', 'companion', 'caseworker'] as const).map((role) => {
    const one = DEMO_ACCOUNTS.find((account) => account.role === role);
    return one ? demoPerson(one) : '';
  });
  const me = { person: office ?? '', tenant };
  const [measure, companionId, deputyId] = [
    await measureOf(app, me, day(-420), day(800)),
    await contactOf(app, me, { ...STAFF.companion, personId: companion ?? null }),
    await contactOf(app, me, STAFF.deputy),
  ];
  for (const one of SUPPORTED) {
    const who = known(site, tenant, one.username);
    const person = await app.get(Db).job(tenant, async (tx) => {
      return (await app.get(PeopleService).recognise(tx, who)).person;
    });
    const wish = wishOf(one, day);
    await participate(
      app,
      me,
      { ...wish, legalName: who.name, traineeId: person, measureId: measure, companionId, deputyId, caseworkerId: caseworker ?? null },
      one,
      day,
    );
  }
}

/** A tutor of the LMS becomes one here by a grant. */
export async function grantTutor(app: NestFastifyApplication, site: DemoSite, tenant: string): Promise<void> {
  await app.get(Db).job(tenant, async (tx) => {
    const { person } = await app.get(PeopleService).recognise(tx, known(site, tenant, 'karin.thomsen'));
    if (await hasTutorGrant(tx, tenant, person)) return;
    await app.get(GrantsService).give(tx, { tenant, person, role: 'tutor', course: null, reason: 'Stütz- und Förderunterricht', by: null, endsAt: null });
  });
}

type Office = { person: string; tenant: string };

async function measureOf(app: NestFastifyApplication, me: Office, startsOn: string, endsOn: string): Promise<string> {
  const measures = app.get(MeasuresService);
  const old = (await app.get(Db).as(me, (tx) => measures.all(tx, me.tenant))).find((one) => one.number === MEASURE.number);
  return old?.measureId ?? (await measures.add(me, { ...MEASURE, startsOn, endsOn })).measureId;
}

async function contactOf(app: NestFastifyApplication, me: Office, wish: StaffWish): Promise<string> {
  const staff = app.get(StaffService);
  const old = (await app.get(Db).as(me, (tx) => staff.all(tx, me.tenant))).find((one) => one.name === wish.name);
  return old?.contactId ?? (await staff.add(me, wish)).contactId;
}

function wishOf(one: Supported, day: (days: number) => string) {
  const accompanied = { phase: 'ACCOMPANYING_PHASE' as const, startsOn: day(one.accompaniedSince ?? one.began), endsOn: null };
  const before = { phase: 'PRE_PHASE' as const, startsOn: day(one.began), endsOn: day((one.accompaniedSince ?? 0) - 1) };
  return {
    startsOn: day(one.began),
    endsOn: null,
    probationEndsOn: one.probationEnds === undefined ? null : day(one.probationEnds),
    phases: one.accompaniedSince === undefined ? [accompanied] : [before, accompanied],
    firm: one.firm,
    school: BBS,
    examOn: day(one.exam),
    occupation: 'Verkäufer/in',
    namesake: false,
  };
}

async function participate(app: NestFastifyApplication, me: Office, wish: ParticipationWish, one: Supported, day: (days: number) => string): Promise<void> {
  const old = await app.get(Db).as(me, (tx) => app.get(ParticipationsService).participationsOfTrainee(tx, me.tenant, wish.traineeId ?? ''));
  const id = old[0]?.participationId ?? (await app.get(OfficeService).add(me, wish)).participationId;
  if (!one.interrupted || (old[0]?.interruptions.length ?? 0) > 0) return;
  const { from, to, reason } = one.interrupted;
  await app.get(ExitsService).interrupt(me, id, { reason, startsOn: day(from), endsOn: day(to) });
}

function known(site: DemoSite, tenant: string, username: string) {
  const person = site.person(username);
  return { tenant, issuer: site.issuer, sub: person.id, name: `${person.givenName} ${person.familyName}` };
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EntityManager } from 'typeorm';
import { ContactsService, GrantsService, PeopleService } from '#lotse/people';
import type { DemoSite } from '../demo-lms/index.js';

const DAY_MS = 24 * 3600 * 1000;
const SUPPORTED = ['amira.haddad', 'jonas.petersen', 'olha.kovalenko', 'mehmet.yildiz', 'lea.brandt', 'tariq.rahimi', 'blessing.okafor', 'mai.nguyen'];

/** What the provider's office keeps: the measure, the contact person, the tutor's grant, who takes part since when, exam dates. */
export async function seedOffice(app: NestFastifyApplication, now: Date, site: DemoSite, tenant: string, tx: EntityManager): Promise<void> {
  const [people, contacts] = [app.get(PeopleService), app.get(ContactsService)];
  const day = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const karin = await people.recognise(tx, known(site, tenant, 'karin.thomsen'));
  await app
    .get(GrantsService)
    .give(tx, { tenant, person: karin.person, role: 'tutor', course: null, reason: 'Stütz- und Förderunterricht', by: null, endsAt: null });
  const bernd = { name: 'Bernd Asmus', role: 'companion' as const, phone: '04321 5550-17', email: 'asmus@lernwerk.example' };
  const contact = await contacts.addContact(tx, { tenant, person: null, ...bernd });
  const what = { number: '123/21/10/14', name: 'AsA flex Lernwerk Nord', variant: 'V2024' as const, groupLimit: 6, fundingBody: 'AGENTUR' as const };
  const measure = await contacts.addMeasure(tx, { tenant, ...what, startsOn: day(-200), endsOn: day(500) });
  for (const username of SUPPORTED) {
    const who = known(site, tenant, username);
    const { person } = await people.recognise(tx, who);
    const period = { phase: 'ACCOMPANYING_PHASE' as const, startsOn: day(-150), endsOn: null };
    await contacts.addParticipation(tx, { tenant, person, measure, legalName: who.name, ...period, contact, deputy: null });
    await people.setExam(tx, { tenant, person }, { on: day(username === 'lea.brandt' ? 45 : 170), occupation: 'verkaeufer' });
  }
}

function known(site: DemoSite, tenant: string, username: string) {
  const person = site.person(username);
  return { tenant, issuer: site.issuer, sub: person.id, name: `${person.givenName} ${person.familyName}` };
}

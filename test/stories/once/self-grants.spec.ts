import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveGrant, officeStaff, type GrantRole } from '#lotse/contract';
import { Due } from '#lotse/base';
import { ADMIN_MAIL, type AccountVisitor } from '../../world/account-visitor.js';
import { PostOffice } from '../../world/post-office.js';
import { ReportHouse } from '../../world/report-house.js';

const HOUR = 3600_000;
let house: ReportHouse;
let office: PostOffice;
let second: AccountVisitor;

beforeAll(async () => {
  office = await PostOffice.open();
  house = await ReportHouse.open(new Date('2026-11-22T09:00:00Z'), office.env);
  await house.admin();
}, 240_000);
afterAll(async () => {
  await house?.server.stop();
  await office?.close();
});

const give = (by: AccountVisitor, to: AccountVisitor, role: GrantRole) =>
  by.to(giveGrant, { personId: to.personId, role, reason: 'Urlaubsvertretung', endsOn: null }, { tenantId: house.tenantId });
const seesStaff = async (who: AccountVisitor) => (await who.to(officeStaff, undefined, { tenantId: house.tenantId })).status;
async function mails(subject: RegExp): Promise<string[]> {
  await house.server.started.app.get(Due).run();
  return office.letters
    .splice(0)
    .filter((letter) => subject.test(letter.text))
    .map((letter) => letter.to)
    .sort();
}

test('an only admin who takes a role that opens participants’ data waits a day, and all who work there read of it', async () => {
  await mails(/./);
  expect((await give(house.wiebke, house.wiebke, 'office')).status).toBe(200);
  expect(await mails(/eine Rolle vergeben/)).toEqual(['bernd.asmus@lernwerk.example', 'heike.lorenz@lernwerk.example']);
  expect(await seesStaff(house.wiebke)).toBe(403);
  house.server.clock.advance(23 * HOUR);
  await house.wiebke.signIn(ADMIN_MAIL);
  expect(await seesStaff(house.wiebke)).toBe(403);
  house.server.clock.advance(1.5 * HOUR);
  expect(await seesStaff(house.wiebke)).toBe(200);
});

test('with a second admin nobody gives it to themselves: the other one does, and what one gives the others are told', async () => {
  second = await house.join('admin', 'Ole Petersen');
  await mails(/./);
  for (const role of ['companion', 'pedagogue', 'tutor', 'office'] as const)
    expect((await give(house.wiebke, house.wiebke, role)).body.code).toBe('grant.self');
  expect((await give(house.wiebke, house.wiebke, 'author')).status).toBe(200);
  expect((await give(second, house.wiebke, 'companion')).status).toBe(200);
  expect((await give(second, house.heike, 'companion')).status).toBe(200);
  await house.join('pedagogue', 'Nele Bruns');
  expect(await mails(/eine Rolle vergeben/)).toEqual(['ole.petersen@haus.example', 'wiebke.harms@lernwerk.example']);
});

test('a companion is told when somebody else becomes deputy of their trainee', async () => {
  await mails(/./);
  await house.signIn('office', house.heike);
  await house.makeDeputy(house.wiebke, house.participation);
  expect(await mails(/wartet etwas/)).toEqual(['bernd.asmus@lernwerk.example']);
});

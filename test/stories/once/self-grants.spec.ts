import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { giveGrant, officeStaff, type GrantRole } from '#lotse/contract';
import { Due } from '#lotse/base';
import { ADMIN_MAIL, type AccountVisitor } from '../../world/account-visitor.js';
import { PostOffice } from '../../world/post-office.js';
import { ReportWorld } from '../../world/report-world.js';

const HOUR = 3600_000;
let world: ReportWorld;
let office: PostOffice;
let second: AccountVisitor;

beforeAll(async () => {
  office = await PostOffice.open();
  world = await ReportWorld.open(new Date('2026-11-22T09:00:00Z'), office.env);
  await world.admin();
}, 240_000);
afterAll(async () => {
  await world?.server.stop();
  await office?.close();
});

const give = (by: AccountVisitor, to: AccountVisitor, role: GrantRole) =>
  by.to(giveGrant, { personId: to.personId, role, reason: 'Urlaubsvertretung', endsOn: null }, { tenantId: world.tenantId });
const seesStaff = async (who: AccountVisitor) => (await who.to(officeStaff, undefined, { tenantId: world.tenantId })).status;
async function mails(subject: RegExp): Promise<string[]> {
  await world.server.started.app.get(Due).run();
  return office.letters
    .splice(0)
    .filter((letter) => subject.test(letter.text))
    .map((letter) => letter.to)
    .sort();
}

test('an only admin who takes a role that opens participants’ data waits a day, and all who work there read of it', async () => {
  await mails(/./);
  expect((await give(world.wiebke, world.wiebke, 'office')).status).toBe(200);
  expect(await mails(/eine Rolle vergeben/)).toEqual(['bernd.asmus@lernwerk.example', 'heike.lorenz@lernwerk.example']);
  expect(await seesStaff(world.wiebke)).toBe(403);
  world.server.clock.advance(23 * HOUR);
  await world.wiebke.signIn(ADMIN_MAIL);
  expect(await seesStaff(world.wiebke)).toBe(403);
  world.server.clock.advance(1.5 * HOUR);
  expect(await seesStaff(world.wiebke)).toBe(200);
});

test('with a second admin nobody gives it to themselves: the other one does, and what one gives the others are told', async () => {
  second = await world.join('admin', 'Ole Petersen');
  await mails(/./);
  for (const role of ['companion', 'pedagogue', 'tutor', 'office'] as const)
    expect((await give(world.wiebke, world.wiebke, role)).body.code).toBe('grant.self');
  expect((await give(world.wiebke, world.wiebke, 'author')).status).toBe(200);
  expect((await give(second, world.wiebke, 'companion')).status).toBe(200);
  expect((await give(second, world.heike, 'companion')).status).toBe(200);
  await world.join('pedagogue', 'Nele Bruns');
  expect(await mails(/eine Rolle vergeben/)).toEqual(['ole.petersen@haus.example', 'wiebke.harms@lernwerk.example']);
});

test('a companion is told when somebody else becomes deputy of their trainee', async () => {
  await mails(/./);
  await world.signIn('office', world.heike);
  await world.makeDeputy(world.wiebke, world.participation);
  expect(await mails(/wartet etwas/)).toEqual(['bernd.asmus@lernwerk.example']);
});

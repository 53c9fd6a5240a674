import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as contract from '#lotse/contract';
import { openBrowser } from '../../world/browser.js';
import { picture } from '../../world/pages.js';
import { ReportWorld } from '../../world/report-world.js';
import { Looker } from '../../world/sweep.js';
import { toolFrame } from '../../world/task-page.js';

const HALF_A_MINUTE = 31_000;
let world: ReportWorld;
let berndId: string;
let grantId: string;
let looker: Looker | undefined;

/** A teacher of the LMS, whom the admin made a companion and the office a deputy for Amira. */
beforeAll(async () => {
  world = await ReportWorld.open();
  await world.admin();
  const bernd = await world.trainee('bernd.asmus');
  berndId = await world.personOf(bernd);
  await give();
  await world.makeDeputy({ personId: berndId }, world.participation);
  const wish = { occasion: 'OTHER', dueOn: null, from: '2026-11-01', to: '2026-11-20' } as const;
  await bernd.call(contract.draftReport, { tenantId: world.tenantId, participationId: world.participation.participationId }, wish);
}, 240_000);
afterAll(async () => {
  await looker?.browser.close();
  await world?.server.stop();
});

/** By the admin's own hand, so that ending it is what an admin does. */
async function give(): Promise<void> {
  const wish = { personId: berndId, role: 'companion', reason: 'Begleitet den Kurs', endsOn: null };
  const { body } = await world.wiebke.to(contract.giveGrant, wish, { tenantId: world.tenantId });
  grantId = String(body.grantId);
}
/** The grant ends, and half a minute later every server knows it. */
async function endGrant(): Promise<void> {
  expect((await world.wiebke.to(contract.revokeGrant, {}, { tenantId: world.tenantId, grantId })).status).toBe(200);
  world.server.clock.advance(HALF_A_MINUTE);
}

test('in the frame of the course, on a phone: from the course page to a participant and the reports, under one header', async () => {
  const { server } = world;
  looker = Looker.in(
    server,
    await openBrowser({ width: 360, height: 780, whole: true }),
    server.lms.sites.map((site) => site.origin),
  );
  await looker.page.goto(server.site('lernwerk').startUrl({ person: 'bernd.asmus', link: 'probezeit' }));
  const spot = await toolFrame(looker.page);
  await spot.getByRole('link', { name: 'Meine Teilnehmenden' }).waitFor();
  await picture(looker.page, 'in-course');
  await spot.getByRole('link', { name: 'Meine Teilnehmenden' }).click();
  await spot.getByRole('link', { name: 'Amira Haddad' }).first().waitFor();
  await picture(looker.page, 'in-course-mine');
  await spot.getByRole('link', { name: 'Amira Haddad' }).first().click();
  await spot.getByRole('heading', { level: 1, name: 'Amira Haddad' }).waitFor();
  expect(await spot.locator('header').count()).toBe(1);
  await spot.getByRole('link', { name: 'Berichte', exact: true }).click();
  await spot.getByRole('heading', { level: 1, name: /^Berichte/ }).waitFor();
  await spot
    .getByRole('link', { name: /Amira Haddad/ })
    .first()
    .click();
  await spot.locator('main h1').first().waitFor();
  await spot.getByRole('link', { name: 'Zum Kurs' }).click();
  await spot.getByRole('heading', { level: 1, name: 'AsA flex – Lernwerk Nord' }).waitFor();
  await looker.arrive('lernwerk', 'bernd.asmus', 'probezeit');
  await looker.look('course page of a companion');
  for (const path of ['/t/mine', '/t/reports', `/t/mine/${world.participation.participationId}`, `/t/reports/of/${world.participation.participationId}`]) {
    await looker.open(looker.here + path);
    await looker.look(path);
  }
  expect(looker.sweep.found()).toEqual([]);
}, 240_000);

test('when the grant ends while the pages are open, they say so and lead back to the course, in both languages', async () => {
  const { server } = world;
  const { page } = looker as Looker;
  await page.goto(server.site('lernwerk').startUrl({ person: 'bernd.asmus', link: 'probezeit' }));
  const spot = await toolFrame(page);
  await spot.getByRole('link', { name: 'Meine Teilnehmenden' }).click();
  await spot.getByRole('link', { name: 'Amira Haddad' }).first().waitFor();
  await endGrant();
  await spot.getByRole('link', { name: 'Amira Haddad' }).first().click();
  await spot.getByRole('heading', { level: 1, name: 'Ihr Zugang als Begleitung ist beendet' }).waitFor();
  expect(await spot.getByText('Amira Haddad').count()).toBe(0);
  await picture(page, 'in-course-ended');
  await spot.getByRole('button', { name: 'Einstellungen' }).click();
  await spot.getByRole('radio', { name: 'English' }).check();
  await spot.getByRole('button', { name: 'Close' }).click();
  await spot.getByRole('heading', { level: 1, name: 'Your access as companion has ended' }).waitFor();
  await spot.getByRole('link', { name: 'To the course' }).click();
  await spot.getByRole('heading', { level: 1, name: 'AsA flex – Lernwerk Nord' }).waitFor();
  expect(await spot.getByRole('link', { name: 'My participants' }).count()).toBe(0);
}, 120_000);

test('given again, one more try is enough', async () => {
  const { page, sweep } = looker as Looker;
  await give();
  await looker?.arrive('lernwerk', 'bernd.asmus', 'probezeit');
  await page.getByRole('link', { name: 'My participants' }).click();
  await page.getByRole('link', { name: 'Amira Haddad' }).first().waitFor();
  await endGrant();
  await page.getByRole('link', { name: 'Amira Haddad' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Your access as companion has ended' }).waitFor();
  await looker?.look('the grant has ended');
  await give();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Amira Haddad' }).waitFor();
  expect(sweep.found()).toEqual([]);
}, 120_000);

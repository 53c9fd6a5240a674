import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import type { RunView } from '#lotse/contract';
import { GradePassback } from '#lotse/lti';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { check, fillGaps, giveAnswer, openInMoodle, pastEntry, solutionsOf, toolFrame } from '../../world/task-page.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
let site: DemoSite;
let desk: TestBrowser;
let phone: TestBrowser;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  [desk, phone] = await Promise.all([openBrowser({ width: 1280, height: 900, whole: true }), openBrowser({ width: 360, height: 740, whole: true })]);
}, 180_000);
afterAll(async () => {
  await desk?.close();
  await phone?.close();
  await server?.stop();
});

/** A course that holds nothing yet, with its teacher and one trainee. */
function emptyCourse(): { id: string; key: string } {
  const course = site.addCourse({ key: 'leer', label: 'leer', title: 'Stützunterricht Winter' });
  site.addPerson({ username: 'nele.neu', givenName: 'Nele', familyName: 'Neu', courses: { leer: 'student' } });
  site.platform.state.enrolments.push({ courseId: course.id, personId: site.person('bernd.asmus').id, role: 'teacher', suspended: false });
  return course;
}

/** The teacher is logged in by opening any activity, then goes to the dialog of the new course. */
async function openDialog(page: Page, courseId: string): Promise<Frame> {
  await page.goto(site.startUrl({ person: 'bernd.asmus', link: 'probezeit' }));
  await page.goto(`${site.issuer}/mod/lti/choose.php?course=${courseId}&id=1`);
  return toolFrame(page);
}

/** A unit is tried out: two wrong answers, then the solution; nothing of it is kept. */
async function tryOut(spot: Frame): Promise<void> {
  await spot.getByRole('button', { name: 'Probezeit und Kündigung ausprobieren' }).click();
  await spot.getByText('Nichts davon wird gespeichert').waitFor();
  await spot.getByRole('button', { name: 'Prüfen' }).click();
  await spot.getByText('Beantworten Sie zuerst die ganze Aufgabe.').waitFor();
  await fillGaps(spot, 'Quittung');
  await spot.getByRole('button', { name: 'Prüfen' }).click();
  await spot.locator('.feedback').waitFor();
  await fillGaps(spot, 'Lohnzettel');
  await spot.getByRole('button', { name: 'Noch einmal prüfen' }).click();
  await spot.getByText('So ist es richtig').first().waitFor();
  await spot.getByRole('button', { name: 'Nächste Aufgabe' }).click();
  await spot.getByText('Einstieg 2 von 2').first().waitFor();
  await spot.getByRole('button', { name: 'Zurück zur Auswahl' }).click();
}

async function chooseThree(spot: Frame): Promise<void> {
  await spot.getByRole('searchbox').fill('operatoren dadurch');
  await spot.getByText('1 Übung', { exact: true }).waitFor();
  await spot.getByRole('checkbox', { name: /Operatoren/ }).check();
  await spot.getByRole('searchbox').fill('');
  await spot.getByRole('checkbox', { name: /Probezeit und Kündigung/ }).check();
  await spot
    .getByRole('checkbox', { name: /Ganzes Modul/ })
    .first()
    .check();
  await spot.getByText('3 ausgewählt').waitFor();
  await spot.getByRole('button', { name: 'In den Kurs übernehmen' }).click();
}

/** The frame that shows the LMS itself, once it has the answer. */
async function moodleFrame(page: Page): Promise<Frame> {
  for (let i = 0; i < 150; i++) {
    const frame = page.frames().find((one) => one.url().includes('/mod/lti/contentitem_return.php'));
    if (frame) return frame;
    await page.waitForTimeout(100);
  }
  throw new Error('the answer did not reach the LMS');
}

test('a teacher chooses three units in the LMS, a trainee works in one, and the teacher looks at it and comments', async () => {
  const course = emptyCourse();
  const spot = await openDialog(desk.page, course.id);
  await spot.getByRole('heading', { name: 'Inhalte auswählen' }).waitFor();
  await tryOut(spot);
  await chooseThree(spot);
  const form = await moodleFrame(desk.page);
  await form.getByText('Die folgenden Elemente werden zu Ihrem Kurs hinzugefügt').waitFor();
  expect(await form.getByRole('listitem').count()).toBe(3);
  await form.getByRole('button', { name: 'Speichern und zum Kurs' }).click();
  await desk.page.waitForURL(/course\/view\.php/);
  const made = site.links.filter((link) => link.courseId === course.id);
  expect(made.map((link) => [link.custom, site.gradebook.column(link)?.scoreMaximum])).toEqual([
    ['unit=deutsch-operatoren', 100],
    ['unit=wiso-probezeit-kuendigung', 100],
    [expect.stringMatching(/^module=/), 100],
  ]);

  const link = made[1];
  if (!link) throw new Error('no activity');
  await pastEntry(await new Visitor(server, 'lernwerk').launch('nele.neu', link.key), 'wiso-probezeit-kuendigung');
  const opened = await openInMoodle(phone.page, site.startUrl({ person: 'nele.neu', link: link.key }));
  const run = opened.run as RunView;
  const first = (await solutionsOf(server, run))[run.position];
  await giveAnswer(opened.spot, run, run.position, first?.right ?? { kind: 'number', text: '' });
  await check(opened.spot);
  await server.started.app.get(GradePassback).drain();
  expect(site.gradebook.grade(site.person('nele.neu'), site.gradebook.column(link))?.score).toBe(8);

  await desk.page.goto(`${site.issuer}/grade/report/grader/index.php?id=${course.id}`);
  await desk.page
    .getByRole('row', { name: /Nele Neu/ })
    .getByRole('link', { name: 'Bearbeitung ansehen' })
    .nth(1)
    .click();
  const review = await toolFrame(desk.page);
  await review.getByRole('heading', { name: 'Nele Neu' }).waitFor();
  await review.getByText('1 beim ersten Versuch richtig').waitFor();
  await review.getByRole('button', { name: 'Kommentar schreiben' }).first().click();
  await review.getByRole('textbox', { name: 'Ihr Kommentar' }).fill('Sehr guter Anfang.');
  await review.getByRole('button', { name: 'Speichern' }).click();
  await review.getByText('Sehr guter Anfang.').waitFor();

  await opened.spot.goto(opened.spot.url().replace(/\/u\/([^/?#]+).*$/, '/u/$1/end'));
  await opened.spot.getByRole('heading', { name: 'Das sagt deine Lehrkraft' }).waitFor();
  await opened.spot.getByText('Sehr guter Anfang.').waitFor();
}, 180_000);

test('cancelling brings the teacher back with nothing chosen', async () => {
  const course = site.course('leer');
  const spot = await openDialog(desk.page, course.id);
  await spot.getByRole('button', { name: 'Abbrechen' }).click();
  const form = await moodleFrame(desk.page);
  await form.getByText('Aktivität oder Material anlegen').first().waitFor();
  expect(await form.locator('#name').inputValue()).toBe('');
}, 60_000);

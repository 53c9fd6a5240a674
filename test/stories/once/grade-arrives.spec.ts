import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DemoSite } from '../../../apps/demo-lms/index.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { Pupils } from '../../world/lti-pupils.js';
import { openInMoodle } from '../../world/task-page.js';

let server: TestServer;
let site: DemoSite;
let pupils: Pupils;
let phone: TestBrowser;
let desk: TestBrowser;
beforeAll(async () => {
  server = await startForTest();
  site = server.site('lernwerk');
  pupils = await Pupils.of(server, 'lernwerk');
  phone = await openBrowser({ whole: true });
  desk = await openBrowser({ width: 1280, height: 900, whole: true });
}, 180_000);
afterAll(async () => {
  await phone?.close();
  await desk?.close();
  await server?.stop();
});

test('a grade arrives in Moodle while both look: the trainee’s end page and the teacher’s list say so by themselves', async () => {
  const who = await pupils.add();
  await pupils.earn(who, 75, { completed: true });
  const teacher = await openInMoodle(desk.page, site.startUrl({ person: 'bernd.asmus', link: who.link }));
  const onTheWay = teacher.spot.getByText('Bewertung auf dem Weg zu Moodle');
  await onTheWay.waitFor();
  const { spot } = await openInMoodle(phone.page, site.startUrl({ person: who.name, link: who.link }));
  await spot.goto(spot.url().replace(/\/u\/([^/?#]+).*$/, '/u/$1/end'));
  await spot.getByText('auf dem Weg zu Moodle').waitFor();

  await pupils.settle();
  expect(pupils.grade(who)?.score).toBe(75);
  await spot.getByText('Die Bewertung steht in Moodle.').waitFor();
  await onTheWay.waitFor({ state: 'detached' });
}, 120_000);

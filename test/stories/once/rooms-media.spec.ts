import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as c from '#lotse/contract';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { MEDIA_ARGS, MediaPage } from '../../world/media-page.js';
import { picture } from '../../world/pages.js';
import { Sweep } from '../../world/sweep.js';
import { Visitor } from '../../world/visitor.js';

let server: TestServer;
const browsers: TestBrowser[] = [];
let meetingId = '';
let tutor: MediaPage;
let home: MediaPage;
let late: MediaPage;
/** The page asks twice for an answer, ten seconds each. */
const JOIN_MS = 30_000;
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function open(size: { width: number; height: number }, options: { hangFirst?: boolean; args?: string[] } = {}): Promise<MediaPage> {
  const one = await openBrowser({ ...size, args: [...MEDIA_ARGS, ...(options.args ?? [])] });
  browsers.push(one);
  return MediaPage.on(one.page, options);
}
async function arrive({ page }: MediaPage, person: string): Promise<void> {
  await page.goto(server.site('lernwerk').startUrl({ person, link: 'probezeit', target: 'window' }));
  await page.waitForURL(/\/l\/[^/]+\/c\/[^/]+/);
  await page.getByRole('main').waitFor();
  const base = /^\/l\/[^/]+\/c\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? '';
  await page.goto(`${server.url}${base}/meetings/${meetingId}`);
}
async function takePart({ page }: MediaPage): Promise<void> {
  await button(page, 'Ton und Bild').click();
  await button(page, 'Teilnehmen').click();
  await button(page, 'Mikrofon aus').waitFor({ timeout: JOIN_MS });
}

beforeAll(async () => {
  server = await startForTest();
  const karin = await new Visitor(server, 'lernwerk').launch('karin.thomsen', 'probezeit');
  const { enrolmentId } = karin;
  const { roomId } = await karin.call(c.addRoom, { enrolmentId }, { title: 'Stütz- und Förderunterricht', placeLabel: 'B 12', media: 'mesh', link: null });
  meetingId = (await karin.call(c.startMeeting, { enrolmentId, roomId }, {})).meetingId;
  tutor = await open({ width: 1280, height: 720 });
  home = await open({ width: 360, height: 740 });
  late = await open({ width: 360, height: 740 }, { hangFirst: true });
}, 240_000);
afterAll(async () => {
  for (const one of browsers) await one.close();
  await server?.stop();
});

test('before taking part the bar moves with the voice, and a camera shows who looks', async () => {
  await arrive(home, 'jonas.petersen');
  await button(home.page, 'Zu Hause').click();
  await button(home.page, 'Ton und Bild').click();
  const meter = home.page.getByRole('meter', { name: 'Lautstärke des Mikrofons' });
  await home.so('the bar moves', async () => Number(await meter.getAttribute('aria-valuenow')) > 3);
  await button(home.page, 'Kamera ansehen').click();
  await home.so('a picture', () => home.page.evaluate<boolean>(`(document.querySelector('.sheet video')?.videoWidth ?? 0) > 0`));
  await picture(home.page, 'media-check');
  await button(home.page, 'Teilnehmen').click();
  await button(home.page, 'Mikrofon aus').waitFor();
}, 120_000);

test('microphone and camera are off at first; switched on, they are heard and seen', async () => {
  await arrive(tutor, 'karin.thomsen');
  await takePart(tutor);
  await tutor.until('one link', ({ links }) => links === 1);
  const { packets, frames } = await tutor.flow();
  expect([packets, frames]).toEqual([0, 0]);
  await button(tutor.page, 'Mikrofon aus').click();
  await home.grows('energy');
  await button(home.page, 'Kamera aus').click();
  await tutor.page.getByLabel(/Bild von Jonas/).waitFor();
  await tutor.until('pictures', (flow) => flow.frames > 5);
  await picture(tutor.page, 'media-tutor');
  await picture(home.page, 'media-home');
}, 120_000);

test('"Wenig Daten": no picture comes in any more, what is said goes on', async () => {
  await button(tutor.page, 'Wenig Daten').click();
  await home.stands('videoOut');
  await tutor.stands('frames');
  await home.grows('energy');
  await button(tutor.page, 'Wenig Daten').click();
  await tutor.grows('frames');
}, 120_000);

test('a link that hangs is built anew by itself, and who came late hears and is heard', async () => {
  await arrive(late, 'mai.nguyen');
  await button(late.page, 'Unterwegs').click();
  await takePart(late);
  await late.until('both links', ({ links }) => links === 2, 60_000);
  expect((await late.flow()).made).toBeGreaterThan(2);
  await late.grows('energy');
  await button(late.page, 'Mikrofon aus').click();
  await home.until('two links', ({ links }) => links === 2);
  await tutor.grows('energy');
}, 120_000);

test('the tutor locks the microphones: they go off, and the page says so', async () => {
  await button(tutor.page, 'Sperren').click();
  await tutor.page.getByLabel('Mikrofone aus').check();
  await late.page.getByText('Mikrofon oder Kamera wurde ausgeschaltet').waitFor();
  await late.stands('audioOut');
  await tutor.page.getByLabel('Mikrofone aus').uncheck();
  await button(tutor.page, 'Schließen').click();
}, 120_000);

test('the connection to the server breaks: what is said goes on between the browsers, and nobody has to do anything', async () => {
  const { made } = await home.flow();
  await server.restart();
  await home.grows('energy');
  for (const one of [tutor, home, late]) await one.page.getByText('Keine Verbindung. Es geht von selbst weiter').waitFor({ state: 'detached' });
  await home.grows('energy');
  expect((await home.flow()).made).toBe(made);
  await button(home.page, 'Kamera an').click();
  await tutor.stands('frames');
}, 120_000);

test('who leaves the hour is heard and seen by nobody, and comes back by one press', async () => {
  await button(late.page, 'Verlassen').click();
  await late.page.getByRole('dialog').getByText('Solange die Stunde läuft, kannst du wiederkommen.').waitFor();
  await picture(late.page, 'media-leave');
  await late.page.getByRole('dialog').getByRole('button', { name: 'Stunde verlassen' }).click();
  await late.page.getByRole('heading', { name: 'Du hast die Stunde verlassen' }).waitFor();
  expect(await late.page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
  await late.until('no link', ({ links }) => links === 0);
  await tutor.until('one link', ({ links }) => links === 1);
  await picture(late.page, 'media-left');
  expect(await late.page.getByRole('link', { name: 'Zum Raum' }).getAttribute('href')).toMatch(/\/r\/[\w-]+$/);
  await button(late.page, 'Wieder in die Stunde').click();
  await takePart(late);
  await tutor.until('both links', ({ links }) => links === 2, 60_000);
}, 120_000);

test('the pages keep to the rules in every size and colour', async () => {
  for (const { page } of [tutor, home]) {
    const sweep = new Sweep(page, [server.url]);
    await sweep.look('hour with media');
    expect(sweep.found()).toEqual([]);
  }
}, 120_000);

/** Before the page's own scripts: what its devices answer can be changed, and what they gave can be pulled out. */
const DEVICES = `(() => {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.tracks = [];
  navigator.mediaDevices.getUserMedia = async (wish) => {
    if (window.fault) throw new DOMException('no', window.fault);
    const stream = await real(wish);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
  window.pullOut = (kind) => {
    for (const track of window.tracks.filter((one) => one.kind === kind && one.readyState === 'live')) {
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }
  };
})()`;

test('a device that is missing, taken by another program, or pulled out: the page says so, listens, and goes on once it is there', async () => {
  await late.page.addInitScript(DEVICES);
  await late.page.reload();
  await takePart(late);
  for (const [fault, words] of [
    ['NotFoundError', 'Kein Mikrofon oder keine Kamera gefunden.'],
    ['NotReadableError', 'Ein anderes Programm benutzt Mikrofon oder Kamera.'],
  ]) {
    await late.page.evaluate(`window.fault = '${fault}'`);
    for (const device of ['Mikrofon', 'Kamera']) {
      await button(late.page, `${device} aus`).click();
      await late.page.getByText(words ?? '').waitFor();
      await button(late.page, `${device} aus`).waitFor();
      await button(late.page, 'Schließen').click();
    }
  }
  await late.grows('energy');
  await late.page.evaluate(`window.fault = ''`);
  for (const [device, kind] of [
    ['Mikrofon', 'audio'],
    ['Kamera', 'video'],
  ]) {
    await button(late.page, `${device} aus`).click();
    await button(late.page, `${device} an`).waitFor();
    await late.page.evaluate(`window.pullOut('${kind}')`);
    await late.page.getByText('Das Mikrofon oder die Kamera ist nicht mehr da.').waitFor();
    await button(late.page, `${device} aus`).click();
    await button(late.page, `${device} an`).waitFor();
  }
  await late.grows('energy');
}, 120_000);

test('without a microphone somebody listens and is told why; everything else works', async () => {
  const deaf = await open({ width: 360, height: 740 }, { args: ['--deny-permission-prompts'] });
  await deaf.page.addInitScript(`navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))`);
  await arrive(deaf, 'lea.brandt');
  await button(deaf.page, 'Im Betrieb').click();
  await button(deaf.page, 'Ton und Bild').click();
  await deaf.page.getByText('Zuhören geht auch ohne.').waitFor();
  await button(deaf.page, 'Teilnehmen').click();
  await button(deaf.page, 'Mikrofon aus').click({ timeout: JOIN_MS });
  await deaf.page.getByText(/Der Browser darf Mikrofon oder Kamera nicht benutzen/).waitFor();
  await deaf.grows('energy');
  await button(deaf.page, 'Melden').click();
  await deaf.page.getByRole('dialog').getByRole('button', { name: 'Melden' }).click();
  await tutor.page.getByText(/Lea/).first().waitFor();
}, 120_000);

/** Takes the pictures of docs/pages.md from the running demo: `node test/pictures/pictures.mjs`. Needs a built dist/ and Chromium. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Secret, TOTP } from 'otpauth';
import { chromium } from 'playwright-core';
import { findChromium, findGermanWords, toolEnvironment } from '../run/debian.mjs';
import { picturesOfAccounts } from './pictures-of-accounts.mjs';

const [PORT, LMS, OWN] = (process.env.LOTSE_PICTURE_PORTS ?? '3071 3171 3072').split(' '); // an installation without the demo, for the pages of an admin
const OUT = process.env.LOTSE_PICTURES ?? 'docs/pictures';
/** With `--all` each page in both widths and both colours; `accounts` takes these alone, `start,end` the pages of these names. */
const ALL = process.argv.includes('--all');
const ONLY = process.argv.slice(2).find((word) => word !== '--all');
const isWanted = ([name]) => ONLY === undefined || ONLY.split(',').includes(name);
/** What is shown in a frame or only to its first part needs a higher window. */
const LONG = ['pick', 'review', 'marking'];
/** As they stand on the screen: their last button keeps to its edge, or the rest is more of the same. */
const SEEN = ['task', 'task-wrong', 'exam', 'exam-result', 'review'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate',
];

const start = (person, link, host = '127.0.0.1') => `http://${host}:${LMS}/start?person=${person}&link=${link}&target=window`;
const below = (page, path) => page.goto(`${/^.*\/c\/[^/?#]+/.exec(page.url())?.[0]}/${path}`);
/** The first task of this unit is a choice. */
const openTask = async (page) => {
  await below(page, 'u/wiso-ausbildungsvertrag');
  await page.getByRole('radio').first().waitFor();
};
const wrongChoice = async (page) => {
  await openTask(page);
  await page.getByRole('radio', { name: /ein Elternteil/ }).check(); // options are shuffled
  await page.getByRole('button', { name: 'Prüfen' }).click();
  await page.locator('.feedback').waitFor();
};

const openPerson = async (page) => {
  await page.getByRole('link', { name: 'Olha Kovalenko' }).first().click();
  await page.getByRole('heading', { name: 'Olha Kovalenko' }).waitFor();
};
const openEnd = async (page) => {
  await page.goto(`${page.url().replace(/[/?#]*$/, '')}/u/wiso-probezeit-kuendigung/end`);
  await page.getByText('beim ersten Versuch').first().waitFor();
};
const openUnit = async (page) => {
  await page.goto(`${page.url().replace(/[/?#]*$/, '')}/u/wiso-probezeit-kuendigung/about`);
  await page.getByText('Das Wichtigste').waitFor();
};
/** The dialog in the LMS, with something chosen. */
const openDialog = async (page) => {
  await page.goto(`http://127.0.0.1:${LMS}/course/view.php?id=2`);
  await page.getByRole('link', { name: 'Aktivität oder Material anlegen' }).first().click();
  await page.getByRole('link', { name: /Lotse/ }).first().click();
  await page.getByRole('link', { name: 'Inhalt auswählen' }).click();
  const tool = page.frameLocator('iframe');
  await tool.getByRole('checkbox', { name: /Probezeit und Kündigung/ }).check();
  await tool.getByText('1 ausgewählt').waitFor();
  await tool.getByRole('heading', { name: 'Inhalte auswählen' }).scrollIntoViewIfNeeded();
};
const openReview = async (page) => {
  await openPerson(page);
  await page.goto(`${page.url().replace(/[?#].*$/, '')}/review?unitId=wiso-probezeit-kuendigung`);
  await page.getByRole('button', { name: 'Kommentar schreiben' }).first().click();
  await page.getByRole('textbox', { name: 'Ihr Kommentar' }).fill('Die Probezeit hast du verstanden. Sieh dir die Fristen noch einmal an.');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByRole('textbox', { name: 'Ihr Kommentar' }).waitFor({ state: 'detached' });
  await page.getByText('Die Probezeit hast du verstanden.').waitFor();
};

const openInbox = async (page) => {
  await below(page, 'inbox');
  await page.locator('main h1').first().waitFor();
};
const openMarking = async (page) => {
  await openInbox(page);
  await page.locator('main a[href*="/inbox/"]').first().click();
  await page
    .getByRole('button', { name: /Speichern/ })
    .first()
    .waitFor();
};
const openExam = async (page) => {
  await below(page, 'exams/wiso-probe');
  await page.getByRole('button', { name: 'Probeprüfung beginnen' }).click();
  await page.getByText('Später ansehen').waitFor();
};
const openExamResult = async (page) => {
  await below(page, 'exams/wiso-probe');
  await page.getByRole('link', { name: /von 100 Punkten/ }).click();
  await page.getByRole('heading', { name: 'Dein Ergebnis' }).waitFor();
};
const openRooms = async (page) => {
  await below(page, 'rooms');
  await page.locator('main h1').first().waitFor();
};
const openHours = async (page) => {
  await below(page, 'hours');
  await page.locator('main h1').first().waitFor();
};

/** Name, address, width, what to do before the picture. */
const PICTURES = [
  ['home', `http://localhost:${PORT}/`, 1280],
  ['start', start('amira.haddad', 'modul'), 360],
  ['task', start('emre.kaya', 'modul', '127.0.0.2'), 360, openTask],
  ['task-wrong', start('elif.arslan', 'modul', '127.0.0.2'), 360, wrongChoice],
  ['start', start('lea.brandt', 'modul'), 1280],
  ['people', start('karin.thomsen', 'probezeit'), 1280],
  ['people', start('karin.thomsen', 'probezeit'), 360],
  ['person', start('karin.thomsen', 'probezeit'), 1280, openPerson],
  ['end', start('lea.brandt', 'modul'), 360, openEnd],
  ['unit', start('lea.brandt', 'modul'), 360, openUnit],
  ['exam', start('mai.nguyen', 'modul'), 360, openExam],
  ['exam-result', start('lea.brandt', 'modul'), 360, openExamResult],
  ['pick', start('bernd.asmus', 'probezeit'), 1280, openDialog],
  ['review', start('bernd.asmus', 'probezeit'), 1280, openReview],
  ['choose', start('karin.thomsen', 'offen'), 1280],
  ['inbox', start('karin.thomsen', 'probezeit'), 1280, openInbox],
  ['marking', start('karin.thomsen', 'probezeit'), 1280, openMarking],
  ['rooms', start('karin.thomsen', 'probezeit'), 1280, openRooms],
  ['hours', start('amira.haddad', 'modul'), 360, openHours],
];

/** Nothing is being fetched any more, and no page shows the grey bars that stand for what is to come. */
async function settled(page) {
  await page.waitForLoadState('networkidle');
  await Promise.all(page.frames().map((frame) => frame.locator('.waiting, .busy').waitFor({ state: 'detached' })));
}

async function picture(browser, [name, url, width, act], dark) {
  const page = await browser.newPage({
    viewport: { width, height: width === 360 ? 740 : LONG.includes(name) ? 1180 : 860 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'de-DE',
    reducedMotion: 'reduce',
  });
  await page.goto(url);
  await page.waitForURL(url.includes('/start?') ? /\/l\// : url);
  await page.waitForLoadState('networkidle');
  if (act) await act(page);
  await settled(page);
  await page.screenshot({ path: `${OUT}/${name}-${width}${dark ? '-dark' : ''}.png`, fullPage: !SEEN.includes(name) });
  await page.close();
}

/** From the printed link to a platform that was registered by hand and tried out. */
async function adminPictures(browser, setupUrl) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'de-DE', reducedMotion: 'reduce' });
  const press = (name) => page.getByRole('button', { name }).first().click();
  const fill = (label, text) => page.getByLabel(label).first().fill(text);
  await page.goto(setupUrl);
  await page.getByText('Schritt 1 von 7').waitFor();
  await settled(page);
  await page.screenshot({ path: `${OUT}/setup-1280.png`, fullPage: true });
  await press('Weiter');
  await fill('Vor- und Nachname', 'Wiebke Harms');
  await fill('E-Mail-Adresse', 'wiebke.harms@lernwerk.example');
  await press('Weiter');
  await page.getByText('Passwort und App').click();
  await fill('Neues Passwort', 'sieben Kähne im Nebel');
  await press('Weiter zur App');
  await page.getByAltText(/QR-Code/).waitFor();
  const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
  await fill('Code aus der App', new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await press('Zugang anlegen');
  await press('Ich habe sie aufbewahrt');
  await fill('Name', 'Lernwerk Nord');
  await press('Weiter');
  for (const step of ['Ihr Browser erreicht Lotse', 'Testnachricht an']) {
    await page.getByText(step).first().waitFor();
    await press('Weiter');
  }
  await page.getByRole('heading', { name: 'Erste Lernplattform' }).waitFor();
  await press('Weiter');
  await press('Zur Verwaltung');
  await page.getByRole('link', { name: 'Plattformen' }).click();
  await page.getByRole('link', { name: 'Von Hand eintragen' }).click();
  await fill('Adresse der Konfiguration', `http://127.0.0.1:${LMS}/mod/lti/openid-configuration.php`);
  await press('Werte einlesen');
  await page.getByText('Eingelesen.').waitFor();
  await fill('Name in Lotse', 'Moodle der Berufsschule');
  await fill('Client-ID', 'lotse-lernwerk');
  await press('Plattform speichern');
  await press('Selbsttest starten');
  await page.getByRole('button', { name: 'Selbsttest wiederholen' }).waitFor();
  await settled(page);
  await page.screenshot({ path: `${OUT}/platform-1280.png`, fullPage: true });
  await page.close();
}

/** Starts a server; resolves with what it said until it was ready. */
async function serve(env) {
  const dataDir = mkdtempSync(`${tmpdir()}/lotse-pictures-`);
  const server = spawn(process.execPath, ['dist/apps/server/main.js'], {
    env: { ...process.env, LOTSE_DATA: dataDir, LOTSE_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => server.on('exit', done));
  let said = '';
  await new Promise((done, failed) => {
    server.stdout.on('data', (data) => {
      said += data;
      if (/Lotse is ready/.test(said)) setTimeout(done, 500); // the link of the first start follows in the next lines
    });
    server.on('exit', () => failed(new Error(`Lotse did not start: ${said}`)));
  });
  return {
    said: () => said,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

mkdirSync(OUT, { recursive: true });
const demo = await serve({ PORT, DEMO_LMS_PORT: LMS });
const own =
  ONLY !== 'accounts' && [...PICTURES, ['platform'], ['setup']].some(isWanted)
    ? await serve({ PORT: OWN, LOTSE_URL: `http://localhost:${OWN}`, LOTSE_INSECURE_LMS: `http://127.0.0.1:${LMS}` })
    : null;
const { path } = findChromium();
findGermanWords(path);
const browser = await chromium.launch({
  executablePath: path,
  headless: true,
  args: ARGS,
  env: { ...process.env, ...toolEnvironment(path), LANGUAGE: 'de_DE' },
});
try {
  if (own !== null) {
    for (const [name, url, width, act] of PICTURES.filter(isWanted))
      for (const wide of ALL ? [360, 1280] : [width]) for (const dark of ALL ? [false, true] : [false]) await picture(browser, [name, url, wide, act], dark);
    if (isWanted(['platform'])) await adminPictures(browser, /\S+\/setup#\S+/.exec(own.said())?.[0]);
  }
  if (ONLY === undefined || ONLY === 'accounts') await picturesOfAccounts(browser, { url: `http://localhost:${PORT}`, start, out: OUT, settled, all: ALL });
} finally {
  await browser.close();
  await Promise.all([demo.stop(), own?.stop()]);
}
console.log(`Pictures are in ${OUT}.`);

/** Takes the pictures of docs/pages.md from the running demo: `node test/pictures.mjs`. Needs a built dist/ and Chromium. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chromium } from 'playwright-core';
import { findChromium, toolEnvironment } from './debian.mjs';

const PORT = '3071';
const LMS = '3171';
const OUT = 'docs/pictures';
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
const wrongChoice = async (page) => {
  await page.getByRole('radio').nth(1).check();
  await page.getByRole('button', { name: 'Prüfen' }).click();
  await page.locator('.feedback').waitFor();
};

/** Name, address, width, what to do before the picture. */
const PICTURES = [
  ['home', `http://localhost:${PORT}/`, 1280],
  ['start', start('amira.haddad', 'modul'), 360],
  ['task', start('emre.kaya', 'probezeit', '127.0.0.2'), 360],
  ['task-wrong', start('elif.arslan', 'probezeit', '127.0.0.2'), 360, wrongChoice],
  ['start', start('lea.brandt', 'modul'), 1280],
  ['people', start('karin.thomsen', 'probezeit'), 1280],
  ['people', start('karin.thomsen', 'probezeit'), 360],
  [
    'person',
    start('karin.thomsen', 'probezeit'),
    1280,
    async (page) => {
      await page.getByRole('link', { name: 'Olha Kovalenko' }).first().click();
      await page.getByRole('heading', { name: 'Olha Kovalenko' }).waitFor();
    },
  ],
  ['choose', start('karin.thomsen', 'offen'), 1280],
];

async function picture(browser, [name, url, width, act], dark) {
  const page = await browser.newPage({
    viewport: { width, height: width === 360 ? 740 : 860 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'de-DE',
    reducedMotion: 'reduce',
  });
  await page.goto(url);
  await page.waitForURL(url.includes('/start?') ? /\/l\// : url);
  await page.waitForLoadState('networkidle');
  if (act) await act(page);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: `${OUT}/${name}-${width}${dark ? '-dark' : ''}.png`, fullPage: name !== 'task-wrong' });
  await page.close();
}

const dataDir = mkdtempSync(`${tmpdir()}/lotse-pictures-`);
const server = spawn(process.execPath, ['dist/apps/server/main.js'], {
  env: { ...process.env, PORT, DEMO_LMS_PORT: LMS, LOTSE_DATA: dataDir, LOTSE_LOG: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise((done, failed) => {
  server.stdout.on('data', (data) => String(data).includes('Lotse is ready') && done());
  server.on('exit', () => failed(new Error('Lotse did not start')));
});
mkdirSync(OUT, { recursive: true });
const { path } = findChromium();
const browser = await chromium.launch({ executablePath: path, headless: true, args: ARGS, env: { ...process.env, ...toolEnvironment(path) } });
try {
  for (const one of PICTURES) await picture(browser, one, false);
  for (const one of PICTURES.filter(([name]) => name === 'task-wrong' || name === 'people')) await picture(browser, one, true);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((done) => server.on('exit', done));
  rmSync(dataDir, { recursive: true, force: true });
}
console.log(`Pictures are in ${OUT}.`);

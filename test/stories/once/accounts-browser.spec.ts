import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { PASSWORD } from '../../world/account-visitor.js';
import { openBrowser, type TestBrowser } from '../../world/browser.js';
import { startForTest, type TestServer } from '../../world/harness.js';
import { toArea } from '../../world/pages.js';

let server: TestServer;
let desk: TestBrowser;
let phone: TestBrowser;
let invitation = '';
let secret = '';

beforeAll(async () => {
  server = await startForTest({ demo: false });
  desk = await openBrowser({ width: 1280, height: 900 });
  phone = await openBrowser({ width: 360, height: 740 });
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await phone?.close();
  await server?.stop();
});

const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const fill = (page: Page, label: string | RegExp, text: string) => page.getByLabel(label).first().fill(text);
const sees = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

async function chooseApp(page: Page): Promise<void> {
  await page.getByText('Passwort und App').click();
  await fill(page, 'Neues Passwort', PASSWORD);
  await press(page, 'Weiter zur App');
  await page.getByAltText(/QR-Code/).waitFor();
  secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
  await fill(page, 'Code aus der App', code());
  await press(page, 'Zugang anlegen');
  await sees(page, 'Wiederherstellungscodes');
  expect(await page.locator('.codes li').count()).toBe(10);
  await press(page, 'Ich habe sie aufbewahrt');
}

test('whoever installs Lotse follows the printed link to the admin page, with a pause in between', async () => {
  const { page } = desk;
  await page.goto(server.started.setupUrl ?? '');
  await sees(page, 'Schritt 1 von 7');
  expect(page.url()).toBe(`${server.url}/setup`); // the token is out of the address
  await page.getByText('English').last().click();
  await sees(page, 'Set up Lotse');
  await page.getByText('Deutsch').last().click();
  await press(page, 'Weiter');
  await fill(page, 'Vor- und Nachname', 'Wiebke Harms');
  await fill(page, 'E-Mail-Adresse', 'wiebke@lernwerk.example');
  await press(page, 'Weiter');
  await chooseApp(page);
  await sees(page, 'Träger oder Schule');

  await page.reload(); // a pause: the link goes on where it stood
  await sees(page, 'Schritt 3 von 7');
  await fill(page, 'Name', 'Lernwerk Nord');
  await press(page, 'Weiter');
  await sees(page, 'Ihr Browser erreicht Lotse unter genau dieser Adresse.');
  await press(page, 'Weiter');
  await fill(page, 'Testnachricht an', 'wiebke@lernwerk.example');
  await press(page, 'Testnachricht senden');
  await sees(page, 'Es ist kein Mailserver eingestellt.');
  await press(page, 'Weiter');
  await sees(page, 'Lernwerk Nord braucht eine Lernplattform');
  await press(page, 'Weiter');
  await press(page, 'Zur Verwaltung');
  await sees(page, 'Personen bei Lernwerk Nord');
  await sees(page, 'Wiebke Harms');
}, 120_000);

test('the admin invites a colleague and copies the link; the page says that it is shown once', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: 'Einladungen' }).click();
  await fill(page, 'E-Mail-Adresse', 'jutta@lernwerk.example');
  await page.getByLabel('Rolle').selectOption('admin');
  await fill(page, 'Grund', 'Zweite Administration');
  await press(page, 'Person einladen');
  await sees(page, /nur jetzt angezeigt/);
  invitation = await page.getByLabel('Link', { exact: true }).inputValue();
  expect(invitation).toMatch(/\/a\/invitation#[\w-]{43}$/);
  await sees(page, 'jutta@lernwerk.example');
}, 60_000);

test('the colleague makes a passkey on the phone, leaves, and comes back with it alone', async () => {
  const { page, context } = phone;
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const;
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  await page.goto(invitation);
  await sees(page, /Lernwerk Nord lädt Sie ein/);
  await fill(page, 'Vor- und Nachname', 'Jutta Behrens');
  await press(page, 'Weiter');
  await press(page, 'Passkey anlegen');
  await sees(page, 'Personen bei Lernwerk Nord');
  expect((await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials).toHaveLength(1);

  await press(page, 'Abmelden');
  await sees(page, 'Sie sind abgemeldet.');
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await press(page, 'Mit Passkey anmelden');
  await sees(page, 'Es wurde kein Passkey benutzt.');
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await press(page, 'Mit Passkey anmelden');
  await sees(page, 'Personen bei Lernwerk Nord');
  await page.reload(); // the cookie gives the session back
  await sees(page, 'Personen bei Lernwerk Nord');
  await toArea(page, 'Mein Konto');
  await sees(page, 'jutta@lernwerk.example');
  await press(page, 'Entfernen');
  await sees(page, 'Das ist Ihr einziger Weg hinein.');
}, 90_000);

test('the answer of a passkey counts once, for its own challenge, in its own browser', async () => {
  const { page } = phone;
  await press(page, 'Abmelden');
  await sees(page, 'Sie sind abgemeldet.');
  const sent: string[] = [];
  page.on('request', (request) => request.url().endsWith('/login/passkey/finish') && sent.push(request.postData() ?? ''));
  await press(page, 'Mit Passkey anmelden');
  await sees(page, 'Personen bei Lernwerk Nord');
  const replay = await fetch(`${server.url}/api/account/login/passkey/finish`, {
    method: 'POST',
    headers: { origin: server.url, 'x-lotse': '1', 'content-type': 'application/json' },
    body: sent[0] ?? '{}',
  });
  expect([replay.status, ((await replay.json()) as { code: string }).code]).toEqual([401, 'login.over']);
}, 60_000);

test('the admin revokes the role: the next click shows nothing of the tenant any more', async () => {
  const { page } = desk;
  await page.getByRole('link', { name: 'Personen' }).click();
  const jutta = page.locator('li.card').filter({ hasText: 'Jutta Behrens' });
  await jutta.getByRole('button', { name: 'Entziehen' }).click();
  await jutta.getByRole('button', { name: 'Ja, entziehen' }).click();
  await sees(page, 'Zurzeit keine Rolle.');
  await toArea(phone.page, 'Protokoll');
  await sees(phone.page, 'Ihnen ist zurzeit keine Rolle zugeteilt.');
  expect(await phone.page.locator('body').innerText()).not.toContain('Lernwerk Nord');
}, 60_000);

test('password, then the code of the app; a wrong code says what to do', async () => {
  const { page } = desk;
  await press(page, 'Abmelden');
  await fill(page, 'E-Mail-Adresse', 'wiebke@lernwerk.example');
  await fill(page, 'Passwort', 'ganz falsches Passwort');
  await press(page, 'Weiter');
  await sees(page, 'Adresse oder Passwort stimmen nicht.');
  await fill(page, 'Passwort', PASSWORD);
  await press(page, 'Weiter');
  await fill(page, 'Code aus der App', '000000');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await sees(page, 'Dieser Code gilt nicht.');
  server.clock.advance(60_000);
  await fill(page, 'Code aus der App', code());
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await sees(page, 'Personen bei Lernwerk Nord');
  const cookies = await desk.context.cookies();
  for (const name of ['__Host-lotse-account', '__Host-lotse-device'])
    expect(cookies.find((one) => one.name === name)).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax' });
}, 60_000);

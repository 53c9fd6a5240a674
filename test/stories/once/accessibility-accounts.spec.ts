import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Seal } from '#lotse/base';
import { ExamsService } from '#lotse/measures';
import { PeopleService } from '#lotse/people';
import { ACCOUNT_ADDRESSES } from '../../../apps/web/src/kit/address/account-addresses.js';
import { PASSWORD } from '../../world/account-visitor.js';
import { picture, toArea } from '../../world/pages.js';
import { IS_OF_REPORTS, Looker } from '../../world/sweep.js';
import { fill, press, sees, TwoAdmins } from '../../world/two-admins.js';

let two: TwoAdmins;
let at: Looker;
let page: Page;
let invitation = '';
let reset = '';
beforeAll(async () => {
  two = await TwoAdmins.open();
  await two.desk.setViewportSize({ width: 360, height: 780 });
  at = Looker.in(two.server, two.lotse);
  page = at.page;
}, 240_000);
afterAll(() => two?.close());
afterEach(() => expect(at.sweep.found()).toEqual([]));

/** Which of these are pictures of docs/, and under what name. */
const PICTURES: Record<string, string> = {
  'setup, recovery codes': 'recovery-codes',
  members: 'members',
  'members, giving a role': 'member-role',
  invitations: 'invitations',
  Mandanten: 'tenants',
  Installation: 'installation',
  invitation: 'invitation',
  'invitation, over': 'invitation-over',
  forgot: 'forgot',
  'forgot, asked': 'forgot-asked',
  reset: 'reset',
  'data of a person': 'person-data',
  'data, asked before erasing': 'person-data-erase',
  'data, erased': 'person-data-erased',
};
async function look(name: string): Promise<void> {
  await at.look(name);
  if (PICTURES[name]) await picture(page, PICTURES[name]);
}
const goTo = (name: string) => toArea(page, name);
const linkShown = () => page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();

test('the first start, step by step', async () => {
  await page.goto(two.server.started.setupUrl ?? '');
  await sees(page, 'Schritt 1 von 7');
  await look('setup, language');
  await press(page, 'Weiter');
  await fill(page, 'Vor- und Nachname', 'Wiebke Harms');
  await fill(page, 'E-Mail-Adresse', 'wiebke@lernwerk.example');
  await look('setup, name');
  await press(page, 'Weiter');
  await page.getByText('Passwort und App').waitFor();
  await look('setup, way to sign in');
  await page.getByText('Passwort und App').click();
  await fill(page, 'Neues Passwort', PASSWORD);
  await press(page, 'Weiter zur App');
  await page.getByAltText(/QR-Code/).waitFor();
  two.secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
  await look('setup, app');
  await fill(page, 'Code aus der App', '000000');
  await press(page, 'Zugang anlegen');
  await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
  await look('setup, wrong code');
  await fill(page, 'Code aus der App', two.code());
  await press(page, 'Zugang anlegen');
  await sees(page, 'Wiederherstellungscodes');
  await look('setup, recovery codes');
  await press(page, 'Ich habe sie aufbewahrt');
  await sees(page, 'Träger oder Schule');
  await look('setup, tenant');
  await fill(page, 'Name', 'Lernwerk Nord');
  await press(page, 'Weiter');
  await sees(page, 'Ihr Browser erreicht Lotse unter genau dieser Adresse.');
  await look('setup, address');
  await press(page, 'Weiter');
  await fill(page, 'Testnachricht an', 'wiebke@lernwerk.example');
  await press(page, 'Testnachricht senden');
  await sees(page, 'Es ist kein Mailserver eingestellt.');
  await look('setup, mail');
  await press(page, 'Weiter');
  await at.heading('Erste Lernplattform').waitFor();
  await look('setup, platform');
  await press(page, 'Weiter');
  await look('setup, done');
  await press(page, 'Zur Verwaltung');
  await sees(page, 'Personen bei Lernwerk Nord');
}, 300_000);

test('people, invitations, the audit, tenants, the installation, one’s own account', async () => {
  await look('members');
  await press(page, 'Link für neues Passwort');
  reset = await linkShown();
  await press(page, 'Rolle geben');
  await at.heading('Rolle geben: Wiebke Harms').or(page.locator('dialog[open] h2')).first().waitFor();
  await look('members, giving a role');
  await at.button('Schließen').click();
  await fill(page, 'Person suchen', 'Niemand');
  await press(page, 'Suchen');
  await at.heading('Niemand gefunden').waitFor();
  await look('members, nobody found');
  await page.getByText('Menü').click();
  await page.getByRole('link', { name: 'Einladungen' }).waitFor();
  await look('the menu of a phone');
  await goTo('Gemeldete Aufgaben');
  await sees(page, 'Keine Meldung offen');
  await look('objections');
  await goTo('Einladungen');
  await fill(page, 'E-Mail-Adresse', 'jutta@lernwerk.example');
  await page.getByLabel('Rolle').selectOption('admin');
  await fill(page, 'Grund', 'Zweite Administration');
  await press(page, 'Person einladen');
  await sees(page, /nur jetzt angezeigt/);
  invitation = await linkShown();
  await look('invitations');
  await goTo('Protokoll');
  await sees(page, 'Eingeladen');
  await look('audit');
  for (const [name, title] of [
    ['Mandanten', 'Mandanten'],
    ['Installation', 'Installation'],
    ['Mein Konto', 'Mein Konto'],
  ] as const) {
    await goTo(name);
    await at.heading(title).waitFor();
    await page.locator('main .card').first().waitFor();
    await look(title);
  }
}, 300_000);

test('the data of a person: looked at, of oneself, of nobody; erased with the name typed in', async () => {
  const trainee = await somebodyWhoLearnt();
  await goTo('Personen');
  await page.getByRole('link', { name: 'Daten: Wiebke Harms' }).click();
  await at.heading('Daten: Wiebke Harms').waitFor();
  await sees(page, 'Die eigenen Daten kann nur eine andere Administration löschen.');
  await look('data of oneself');
  await at.open(`/a/t/${trainee.tenant}/people/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}/data`);
  await sees(page, 'Diese Person gibt es hier nicht.');
  await look('data of nobody');
  await goTo('Personen');
  await fill(page, 'Person suchen', trainee.name);
  await press(page, 'Suchen');
  await page.getByRole('link', { name: `Daten: ${trainee.name}` }).click();
  await at.heading(`Daten: ${trainee.name}`).waitFor();
  await look('data of a person');
  const files = page.waitForEvent('download');
  await press(page, 'Auskunft als PDF');
  expect((await files).suggestedFilename()).toMatch(/^lotse-auskunft-.*\.pdf$/);
  await at.button('Daten löschen …').focus();
  await page.keyboard.press('Enter');
  await sees(page, 'Das bleibt und warum');
  await look('data, asked before erasing');
  await press(page, 'Abbrechen');
  await at.heading(`Daten: ${trainee.name}`).waitFor();
  await press(page, 'Daten löschen …');
  await fill(page, /^Zur Bestätigung/, 'Lena');
  await press(page, 'Endgültig löschen');
  await sees(page, 'Der Name stimmt nicht überein.');
  await look('data, wrong name');
  await fill(page, /^Zur Bestätigung/, trainee.name);
  await press(page, 'Endgültig löschen');
  await at.heading('Die Daten sind gelöscht').waitFor();
  await look('data, erased');
  await goTo('Protokoll');
  await sees(page, 'Daten einer Person gelöscht');
}, 300_000);

/** A trainee of a platform, with something in each place that a phone has to show. */
async function somebodyWhoLearnt(): Promise<{ name: string; tenant: string }> {
  const { app } = two.server.started;
  const [tenant] = await two.server.db.gate('seed', (tx) => tx.query<{ id: string }[]>(`select id from tenant limit 1`));
  const name = 'Lena Voß-von der Heydebreck';
  await two.server.db.job(tenant?.id ?? '', async (tx) => {
    const who = { tenant: tenant?.id ?? '', issuer: 'https://moodle.example', sub: '4711', name };
    const { person } = await app.get(PeopleService).recognise(tx, who);
    await app.get(ExamsService).set(tx, { tenant: who.tenant, person }, { on: '2027-05-12', occupation: 'Verkäuferin' });
    await tx.query(
      `insert into measure (tenant, id, number, name, procedure_branch, variant, group_limit, funding_body, starts_on, created_at) values ($1, $2, '123/21/10/14', 'AsA flex', '10', 'V2024', 6, 'AGENTUR', '2024-01-01', $3)`,
      [who.tenant, person, two.server.clock.now()],
    );
    const sealed = (column: string) =>
      app.get(Seal).sealFindable(tx, { kind: 'tenant', id: who.tenant }, { table: 'participation', row: person, column }, name);
    const { sealed: legal, search } = await sealed('legal_name');
    await tx.query(
      `insert into participation (tenant, id, person, measure, legal_name, legal_name_search, starts_on, ends_on, created_at) values ($1, $2, $2, $2, $3, $4, '2024-02-01', null, $5)`,
      [who.tenant, person, legal, search, two.server.clock.now()],
    );
  });
  return { name, tenant: tenant?.id ?? '' };
}

test('outside: signing in, a forgotten password, an invitation, links that are over', async () => {
  await press(page, 'Abmelden');
  await sees(page, 'Sie sind abgemeldet.');
  await look('login');
  await fill(page, 'E-Mail-Adresse', 'wiebke@lernwerk.example');
  await fill(page, 'Passwort', 'ganz falsches Passwort');
  await press(page, 'Weiter');
  await sees(page, 'Adresse oder Passwort stimmen nicht.');
  await look('login, refused');
  await fill(page, 'Passwort', PASSWORD);
  await press(page, 'Weiter');
  await page.getByLabel('Code aus der App').waitFor();
  await look('login, second step');
  await page.goto(invitation);
  await sees(page, /Lernwerk Nord lädt Sie ein/);
  await look('invitation');
  await page.goto('about:blank'); // another fragment alone would not load the page anew
  await at.open(`/a/invitation#${'x'.repeat(43)}`);
  await page.locator('.note').first().waitFor();
  await look('invitation, over');
  await at.open('/a/forgot');
  await look('forgot');
  await fill(page, 'E-Mail-Adresse', 'wiebke@lernwerk.example');
  await press(page, 'Link senden');
  await page.getByRole('status').filter({ hasText: /\S/ }).first().waitFor();
  await look('forgot, asked');
  await page.goto(reset);
  await at.heading('Neues Passwort').waitFor();
  await look('reset');
  await fill(page, 'Neues Passwort', `${PASSWORD} und Wind`);
  await press(page, 'Speichern');
  await page.getByRole('status').filter({ hasText: /\S/ }).first().waitFor();
  await look('reset, done');
}, 300_000);

test('every page of the accounts was looked at; those of the platforms have a spec of their own', () => {
  const others = ['office', 'companion', 'pedagogue']; // looked at in office-browser.spec.ts
  const isElsewhere = (path: string) => path.includes('/platforms') || IS_OF_REPORTS.test(path);
  const pages = Object.entries(ACCOUNT_ADDRESSES).filter(([, { path, who }]) => !isElsewhere(path) && ![who].flat().every((role) => others.includes(role)));
  expect(pages.filter(([name]) => !at.sweep.visited.has(name))).toEqual([]);
});

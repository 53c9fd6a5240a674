import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ADDRESSES } from '../../../apps/web/src/kit/address/addresses.js';
import { HourWorld } from '../../world/hour-world.js';
import { fill, press, sees } from '../../world/pages.js';
import { IS_OF_HOURS, Looker } from '../../world/sweep.js';

let it: HourWorld;
let at: Looker;
beforeAll(async () => {
  it = await HourWorld.open(new Date('2026-12-01T15:40:00Z'));
  at = await Looker.open(it.server);
}, 240_000);
afterAll(async () => {
  await at?.browser.close();
  await it?.server.stop();
});
afterEach(() => expect(at.sweep.found()).toEqual([]));
const now = () => at.page.clock.setFixedTime(it.server.clock.now());

test('a tutor makes a group, plans a series and sees its dates before; the week shows it, and what is prepared is not lost by closing', async () => {
  await now();
  await at.arrive('lernwerk', 'karin.thomsen', 'probezeit');
  await at.link('Räume und Stunden').click();
  await at.heading('Räume und Stunden').waitFor();
  await at.look('rooms');
  await press(at.page, 'Gruppe anlegen');
  await fill(at.page, 'Name der Gruppe', 'Dienstag');
  for (const name of ['Amira Haddad', 'Jonas Petersen', 'Olha Kovalenko']) await at.page.getByLabel(name).check();
  await at.look('group');
  await press(at.page, 'Speichern');
  await sees(at.page, 'Dienstag (3)');
  await at.button('Stunde planen').first().click();
  await at.page.getByLabel('Wer ist dabei?').selectOption({ label: 'Dienstag (3)' });
  await at.page.getByLabel('Als Reihe wiederholen').check();
  await at.page.getByLabel('Gesetzliche Feiertage auslassen in').selectOption('NI');
  await press(at.page, 'Termine ansehen');
  await sees(at.page, /^Termine: 13/);
  await at.look('plan');
  await press(at.page, /^Planen$/);
  await at.page.locator('dialog[open]').waitFor({ state: 'detached' });
  await sees(at.page, 'geplant');
  await at.look('week');
  await at.button('Vorbereiten').first().click();
  await press(at.page, 'Gruppe hinzufügen');
  await at.page.getByLabel('Amira Haddad').selectOption({ label: 'Gruppe 1' });
  await sees(at.page, 'In anderen Stunden dieses Raums ist noch nichts vorbereitet.');
  await at.page.getByLabel(/^Auch für die anderen kommenden Stunden dieser Reihe/).check();
  await at.look('prepare');
  await press(at.page, 'Speichern');
  await at.page.locator('dialog[open]').waitFor({ state: 'detached' });
  await sees(at.page, /vorbereitet$/);
  await at.button('Vorbereiten').first().click();
  await at.page.getByLabel('Aus welcher Stunde?').waitFor();
  await press(at.page, 'Entfernen');
  await press(at.page, 'Übernehmen');
  await sees(at.page, /^Übernommen aus der Stunde vom/);
  await at.look('prepare again');
  await press(at.page, 'Rückgängig');
  const inSheet = at.page.locator('dialog[open]');
  const ways: [string, () => Promise<unknown>][] = [
    ['the X', () => inSheet.getByRole('button', { name: 'Schließen' }).click()],
    ['Escape', () => at.page.keyboard.press('Escape')],
    ['Escape twice', async () => [await at.page.keyboard.press('Escape'), await at.page.keyboard.press('Escape')]],
    ['the veil', () => at.page.mouse.click(4, 4)],
    ['back', () => at.page.evaluate('history.back()')],
  ];
  for (const [, leave] of ways) {
    await leave();
    await sees(at.page, 'Noch nicht gespeichert. Beim Schließen gehen die Eingaben verloren.');
    await press(at.page, 'Weiter bearbeiten');
    await inSheet.getByRole('alertdialog').waitFor({ state: 'detached' });
  }
  await at.page.keyboard.press('Escape');
  await at.look('not saved');
  await press(at.page, 'Verwerfen');
  await inSheet.waitFor({ state: 'detached' });
  await at.button('Ändern').first().click();
  await at.page.getByRole('combobox', { name: 'Was ändert sich?' }).selectOption({ label: 'Absagen' });
  await at.look('change');
  await at.button('Schließen').last().click();
}, 300_000);

test('what the tutor did by mistake is taken back: an hour that began, a series that was called off, a group that is offered no more', async () => {
  await at.button('Jetzt beginnen').first().click();
  await at.button('Doch noch nicht beginnen').first().waitFor();
  await at.look('begun');
  await at.button('Doch noch nicht beginnen').first().click();
  await at.button('Jetzt beginnen').first().waitFor();
  await at.button('Ändern').first().click();
  await at.page.getByRole('combobox', { name: 'Was ändert sich?' }).selectOption({ label: 'Absagen' });
  await at.page.getByRole('combobox', { name: 'Welche Stunden?' }).selectOption({ label: 'Diese und alle folgenden der Reihe' });
  await fill(at.page, /^Grund/, 'Lehrkraft krank');
  await at.page.getByRole('dialog').getByRole('button', { name: 'Absagen' }).click();
  await at.button('Absage nur dieser Stunde zurücknehmen').waitFor();
  await at.look('called off');
  await press(at.page, /^Absage aller \d+ Stunden zurücknehmen$/);
  await sees(at.page, 'Die Absage ist zurückgenommen. Die Stunde findet statt.');
  await at.page.getByRole('region', { name: 'Gruppen' }).getByRole('button', { name: 'Ändern' }).click();
  await press(at.page, 'Nicht mehr anbieten');
  await at.page.getByText('Nicht mehr angebotene Gruppen (1)').click();
  await at.look('archived');
  await at.button('Dienstag wieder anbieten').click();
  await at.page.getByText('Nicht mehr angebotene Gruppen (1)').waitFor({ state: 'detached' });
  await sees(at.page, 'Dienstag (3)');
}, 120_000);

test('after the hour the tutor confirms on one page, and corrects later', async () => {
  const [row] = await it.sql<{ id: string }>('select id from course_group limit 1', []);
  const meetingId = await it.plan({ groupId: row?.id ?? null });
  await it.ran(meetingId, 90, { 'Amira Haddad': [0, 90], 'Jonas Petersen': [20, 90] });
  await now();
  await at.open(`${at.here}/rooms`);
  await sees(at.page, 'Diese Stunden sind vorbei');
  await at.page.locator('section[aria-labelledby=to-confirm]').getByRole('link').click();
  await at.heading('Anwesenheit: Stütz- und Förderunterricht Dienstag').waitFor();
  await at.look('sheet');
  await at.page.getByLabel('Minuten').first().fill('45');
  const asked = at.page.getByRole('dialog', { name: 'Seite verlassen?' });
  for (const leave of [() => at.link('Räume und Stunden').first().click(), () => at.page.evaluate('history.back()')]) {
    await leave();
    await asked.getByText('Ihre Eingaben sind noch nicht gespeichert und gehen dabei verloren.').waitFor();
    await asked.getByRole('button', { name: 'Weiter bearbeiten' }).click();
    await asked.waitFor({ state: 'hidden' });
  }
  expect(await at.page.getByLabel('Minuten').first().inputValue()).toBe('45');
  await at.link('Räume und Stunden').first().click();
  await at.look('leave the sheet');
  await asked.getByRole('button', { name: 'Ohne Speichern verlassen' }).click();
  await at.heading('Räume und Stunden').waitFor();
  await at.page.evaluate('history.back()');
  await at.heading('Anwesenheit: Stütz- und Förderunterricht Dienstag').waitFor();
  await press(at.page, /^Bestätigen$/);
  await sees(at.page, /^Bestätigt von Karin Thomsen/);
  await at.look('confirmed');
  await at.button('Korrigieren').first().click();
  await fill(at.page, 'Warum?', 'Sie ist früher gegangen');
  await at.page.locator('dialog[open]').getByLabel('Status').selectOption({ label: 'früher gegangen' });
  await fill(at.page.locator('dialog[open]'), 'Minuten', '60');
  await at.look('correct');
  await press(at.page.locator('dialog[open]'), 'Speichern');
  await sees(at.page, 'Korrektur: Sie ist früher gegangen');
}, 300_000);

test('a trainee sees the next hour, reads the own ones and answers', async () => {
  await now();
  await at.arrive('lernwerk', 'amira.haddad', 'probezeit');
  await at.open(at.here);
  await at.heading('Nächster Termin').waitFor();
  await at.look('next hour');
  await press(at.page, 'Ich kann nicht kommen');
  await sees(at.page, 'Du hast abgesagt.');
  await at.link('Meine Stunden').first().click();
  await at.heading('Meine Stunden').waitFor();
  await at.look('own hours');
  await press(at.page, 'Nein, das stimmt nicht');
  await fill(at.page, 'Was stimmt nicht?', 'Ich war bis zum Ende da');
  await press(at.page, 'Absenden');
  await sees(at.page, 'Du hast widersprochen: Ich war bis zum Ende da');
  await press(at.page, 'Adresse erstellen');
  await sees(at.page, 'Diese Adresse wird nur jetzt gezeigt.');
  await at.look('calendar');
}, 300_000);

test('the room keeps its board and its hours: the tutor notes what to take up, a trainee sees what to practise again', async () => {
  await now();
  await at.arrive('lernwerk', 'karin.thomsen', 'probezeit');
  await at.open(`${at.here}/r/${it.roomId}`);
  await at.heading('Stütz- und Förderunterricht Dienstag').waitFor();
  await at.page.locator('.board-text').waitFor();
  await at.look('room');
  await at.page.locator('section[aria-labelledby=past-hours]').getByRole('link').first().click();
  await at.heading('Zusammenfassung der Stunde').waitFor();
  await sees(at.page, 'Waren da: 2');
  await fill(at.page, /^Notiz für die nächste Stunde/, 'Fristen noch einmal');
  await press(at.page, 'Speichern');
  await sees(at.page, 'Gespeichert.');
  await at.look('past hour');
  await at.link('Zum Raum').first().click();
  await sees(at.page, /Fristen noch einmal/);
  await at.arrive('lernwerk', 'amira.haddad', 'probezeit');
  await at.open(`${at.here}/r/${it.roomId}`);
  await at.page.locator('section[aria-labelledby=past-hours]').getByRole('link').first().click();
  await at.heading('Zusammenfassung der Stunde').waitFor();
  await at.look('past hour of a trainee');
  expect(await at.page.getByText('Fristen noch einmal').count()).toBe(0);
}, 300_000);

// the running hour itself: rooms-browser.spec
test('every page around an hour was looked at', () => {
  const pages = Object.entries(ADDRESSES).filter(([, { path }]) => IS_OF_HOURS.test(path) && !path.includes('/meetings/'));
  expect(pages).toHaveLength(5);
  expect(pages.filter(([name]) => !at.sweep.visited.has(name))).toEqual([]);
});

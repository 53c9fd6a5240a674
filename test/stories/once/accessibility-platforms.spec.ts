import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ACCOUNT_ADDRESSES } from '../../../apps/web/src/kit/address/account-addresses.js';
import { tabTo } from '../../world/keyboard.js';
import { toArea } from '../../world/pages.js';
import { Sweep } from '../../world/sweep.js';
import { fill, press, sees, TwoAdmins } from '../../world/two-admins.js';

let two: TwoAdmins;
let sweep: Sweep;
let link = '';

beforeAll(async () => {
  two = await TwoAdmins.open();
  await two.setUp();
  await two.desk.setViewportSize({ width: 360, height: 780 });
  sweep = new Sweep(two.desk, [two.server.url, two.site.origin]);
}, 240_000);
afterAll(() => two?.close());
/** Each test ends with what its pages left to complain about: axe, sideways scrolling, the policy, other hosts, script errors. */
afterEach(() => expect(sweep.found()).toEqual([]));

const button = (name: string | RegExp) => two.desk.getByRole('button', { name });
const toPlatforms = () => toArea(two.desk, 'Plattformen');

test('the first platform as a step of the first start', async () => {
  await sweep.look('step, names');
  link = await two.makeLink();
  await sweep.look('step, link');
  await press(two.desk, 'Weiter');
  await press(two.desk, 'Zur Verwaltung');
}, 120_000);

test('the list of platforms: none yet; an invitation that failed', async () => {
  await toPlatforms();
  await sees(two.desk, 'Noch keine Plattform');
  await sweep.look('platforms, none');
  await two.desk.getByRole('link', { name: 'Moodle verbinden' }).click();
  await two.desk.getByText('Ja, mit Namen').waitFor();
  await sweep.look('connect');
  await toPlatforms();
  await two.openTools();
  two.site.faults.set({ target: 'openid', mode: { status: 503 } });
  await two.paste(link);
  two.site.faults.clear();
  await sees(two.desk, /konnte die Konfiguration der Lernplattform nicht abrufen/);
  await sweep.look('platforms, invitation failed');
  await two.desk.getByRole('link', { name: /Einladung vom/ }).click();
  await sees(two.desk, 'Der letzte Versuch hat nicht geklappt. Der Link gilt weiter.');
  await sweep.look('invitation, failed');
  await two.paste(link);
  await sees(two.desk, /hat sich angemeldet und wartet/);
  await sweep.look('invitation, registered');
}, 120_000);

test('a platform: waiting, refused in two steps, tried out with faults, all folds open, in English', async () => {
  await two.desk.getByRole('link', { name: 'Ansehen und bestätigen' }).click();
  await sees(two.desk, 'Wartet auf Ihre Bestätigung');
  await sweep.look('platform, waiting');
  await press(two.desk, 'Ablehnen');
  await sees(two.desk, /Von dieser Plattform bleibt in Lotse nichts zurück/);
  await sweep.look('platform, refusing');
  await press(two.desk, 'Abbrechen');
  await press(two.desk, 'Bestätigen');
  await sees(two.desk, 'Aktiv');
  two.site.faults.set({ target: 'jwks', mode: { status: 500 } });
  await two.selfTest();
  two.site.faults.clear();
  for (const closed of ['Adressen ändern oder Plattform umziehen', 'Was das bedeutet']) await two.desk.getByText(closed).click();
  await sweep.look('platform, tested');
  await fill(two.desk, /Zum Bestätigen den Namen eingeben/, 'falsch');
  await press(two.desk, 'Endgültig löschen');
  await sees(two.desk, 'Das ist nicht der Name der Plattform. Es wurde nichts gelöscht.');
  await sweep.look('platform, wrong name');
  await press(two.desk, 'English');
  await sees(two.desk, 'Self-test');
  await sweep.look('platform, English');
  await press(two.desk, 'Deutsch');
}, 180_000);

test('with the keys alone: a test is run, a platform is switched off and on', async () => {
  await sees(two.desk, 'Selbsttest wiederholen');
  await tabTo(button('Selbsttest wiederholen'));
  await two.desk.keyboard.press('Enter');
  await sees(two.desk, 'Die Schlüssel der Lernplattform sind erreichbar.');
  await tabTo(button('Plattform abschalten'));
  await two.desk.keyboard.press('Enter');
  await sees(two.desk, 'Abgeschaltet');
  await sweep.look('platform, switched off');
  await tabTo(button('Plattform einschalten'));
  await two.desk.keyboard.press('Enter');
  await sees(two.desk, 'Aktiv');
}, 90_000);

test('registration by hand: values, another LMS, what was wrong at each field; without a network', async () => {
  await toPlatforms();
  await two.desk.getByRole('link', { name: 'Von Hand eintragen' }).click();
  await sees(two.desk, 'Schlüsseltyp');
  await sweep.look('by hand');
  await two.desk.getByText('ILIAS', { exact: true }).click();
  await sees(two.desk, 'Initiate Login URL');
  await fill(two.desk, 'Adresse der Konfiguration', `${two.site.issuer}/mod/lti/openid-configuration.php`);
  await press(two.desk, 'Werte einlesen');
  await sees(two.desk, /Eingelesen/);
  expect(await two.desk.getByLabel('URL für Zugriffstoken').inputValue()).toBe(two.site.tokenUrl);
  await fill(two.desk, 'Client-ID', 'typed-in');
  await fill(two.desk, 'URL des öffentlichen Schlüsselbundes', 'https://10.0.0.1/keys');
  await press(two.desk, 'Plattform speichern');
  await sees(two.desk, 'Nichts wurde gespeichert.');
  expect(await two.desk.getByLabel('URL des öffentlichen Schlüsselbundes').getAttribute('aria-invalid')).toBe('true');
  await sees(two.desk, /Die Adresse ist nicht öffentlich/);
  await sweep.look('by hand, refused');
  await two.lotse.context.setOffline(true);
  await press(two.desk, 'Plattform speichern');
  await sees(two.desk, /Keine Verbindung/);
  await sweep.look('by hand, offline');
  await two.lotse.context.setOffline(false);
  await fill(two.desk, 'URL des öffentlichen Schlüsselbundes', two.site.jwksUrl);
  await press(two.desk, 'Plattform speichern');
  await two.desk.getByRole('button', { name: 'Selbsttest starten' }).waitFor();
}, 120_000);

test('the list of errors, and both last pages of a registration', async () => {
  await two.desk.goto(`${two.server.url}/lti/errors?lang=de#our-keys-unreachable`);
  await sweep.look('errors');
  await two.desk.goto(`${two.server.url}/lti/errors?lang=en`);
  await sweep.look('errors, English');
  await two.desk.goto(link);
  await sees(two.desk, 'INVITE_USED');
  await sweep.look('registration, refused');
}, 90_000);

test('every page of the platforms was looked at', () => {
  const pages = Object.entries(ACCOUNT_ADDRESSES).filter(([, { path }]) => path.includes('/platforms'));
  expect(pages.filter(([name]) => !sweep.visited.has(name))).toEqual([]);
});

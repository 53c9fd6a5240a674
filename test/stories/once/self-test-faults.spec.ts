import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Frame } from 'playwright-core';
import type { DemoSite, FaultMode, Target } from '../../../apps/demo-lms/index.js';
import { BlockedMoodle, MINUTE, type Told } from '../../world/blocked-moodle.js';
import type { LaunchWish } from '../../world/lti-client.js';
import { frameAt, press, sees, type TwoAdmins } from '../../world/two-admins.js';

let blocked: BlockedMoodle;
let two: TwoAdmins;
let site: DemoSite;
beforeAll(async () => {
  blocked = await BlockedMoodle.open();
  ({ two, site } = blocked);
  await blocked.register();
}, 240_000);
afterAll(() => blocked?.close());
afterEach(() => blocked.mend());

const tool = () => site.tool;
const enter = (wish: LaunchWish = {}) => blocked.enter(wish);
const stepSays = (name: string, told: Told) => blocked.stepSays(name, told);
const set = <T extends object, K extends keyof T>(what: T, name: K, value: T[K]) => blocked.set(what, name, value);

describe('before anybody has launched', () => {
  test('nobody has confirmed it: the trainee is told to wait, the admin what to press', async () => {
    site.addLink({ key: 'eins', course: 'k', title: 'Probezeit', custom: { unit: 'wiso-probezeit-kuendigung' }, tool: tool().clientId });
    await site.activate(tool().clientId);
    await sees(two.desk, 'Wartet auf Ihre Bestätigung');
    await two.signIn(two.there, 'Lena Voß');
    await two.there.getByRole('link', { name: 'Öffnen', exact: true }).click();
    const frame: Frame = await frameAt(two.there, /\/lti\/login/);
    await sees(frame, 'Lotse wartet auf Freigabe');
    await stepSays('launch', { code: 'REGISTRATION_DISABLED', says: /wartet auf Bestätigung oder ist abgeschaltet/, names: /unter „Plattformen“ bestätigen/ });
    await press(two.desk, 'Bestätigen');
    await sees(two.desk, 'Aktiv');
  });

  test('nobody has activated it in Moodle: nothing arrives, and the page says what is still to be pressed there', async () => {
    set(tool(), 'state', 'pending');
    await two.there.goto(`${site.issuer}/`);
    await two.there.getByRole('link', { name: 'Kurs öffnen' }).click();
    await two.there.getByRole('link', { name: 'Öffnen', exact: true }).click();
    await sees(await frameAt(two.there, /launch\.php/), 'noch nicht aktiviert');
    await two.selfTest();
    const left = two.desk.getByRole('group').filter({ hasText: 'Was in Moodle noch zu tun ist' });
    await left.getByText(/Beim neuen Tool „Lotse“ auf „Aktivieren“ drücken\. Solange dort „Wartend“ steht/).waitFor();
    await sees(two.desk, /Ist beim Tool in Moodle schon „Aktivieren“ gedrückt\?/);
    await left.getByText(/„Verwendung der Toolkonfiguration“/).waitFor();
  });
});

describe('the steps that ask the platform itself', () => {
  beforeAll(async () => {
    expect((await enter()).status).toBe(303);
  });
  const plant = (target: Target, mode: FaultMode) => () => site.faults.set({ target, mode });
  test.each<[string, () => unknown, string, Told]>([
    [
      'its keys are down',
      plant('jwks', { status: 500 }),
      'keys',
      { code: 'keys.status', says: /antwortet mit einem Fehler/, names: /„\/mod\/lti\/certs.php“/ },
    ],
    [
      'its keys are slow',
      plant('jwks', { delayMs: 30_000 }),
      'keys',
      { code: 'keys.timeout', says: /in fünf Sekunden nicht/, names: /Firewall, DNS, Zertifikat/ },
    ],
    [
      'its settings block our host',
      () => set(site.platform.state, 'settings', { blockedHosts: '127.0.0.1\nlocalhost' }),
      'our-keys',
      {
        code: 'our-keys.unreachable',
        says: /konnte die Schlüssel von Lotse nicht abrufen/,
        names: /HTTP-Sicherheit“ den Rechner von Lotse aus „Liste von geblockten Hosts für cURL“ .* „Liste von erlaubten Ports für cURL“/,
      },
    ],
    [
      'its settings allow ports 80 and 443 only',
      () => set(site.platform.state, 'settings', { allowedPorts: '443\n80' }),
      'our-keys',
      { code: 'our-keys.unreachable', says: /konnte die Schlüssel von Lotse nicht abrufen/, names: /„Liste von erlaubten Ports für cURL“/ },
    ],
    [
      'the address of our keys is wrong',
      () => set(tool(), 'jwksUrl', 'http://127.0.0.1:1/lti/keys'),
      'our-keys',
      {
        code: 'our-keys.unreachable',
        says: /konnte die Schlüssel von Lotse nicht abrufen/,
        names: /als „Öffentlicher Schlüsselsatz“ die Adresse „…\/lti\/keys“/,
      },
    ],
    [
      'it checks by a single key',
      () => set(tool(), 'keyType', 'rsa'),
      'our-keys',
      { code: 'our-keys.rsa', says: /mit einem einzelnen Schlüssel/, names: /„Öffentlicher Schlüsseltyp“ auf „Schlüsselsatz-URL“/ },
    ],
    [
      'it gives no token',
      plant('token', { status: 500 }),
      'token',
      { code: 'token.status', says: /gibt keinen Zugang zu ihren Diensten/, names: /„\/mod\/lti\/token.php“/ },
    ],
    [
      'the tool was deleted',
      () => set(tool(), 'clientId', 'weg'),
      'token',
      { code: 'token.client', says: /kennt die Client-ID nicht/, names: /„Konfigurationsdetails anzeigen“.*neu registrieren/ },
    ],
    [
      'no service is switched on',
      () => set(tool(), 'scopes', []),
      'token',
      {
        code: 'token.scope',
        says: /keinen der Dienste/,
        names:
          /unter „Services“ „IMS LTI Assignment and Grade Services“ .*„IMS LTI Aufgaben und Bewertung“.* auf „Use this service for grade sync and column management“/,
      },
    ],
    [
      'its clock is ten minutes slow',
      () => (two.moodleClock.aheadMs = -10 * MINUTE),
      'token',
      { code: 'token.time', says: /Uhren .* gehen auseinander/, names: /NTP/ },
    ],
    [
      'grades may only be read',
      () =>
        set(
          tool(),
          'scopes',
          tool().scopes.filter((scope) => !scope.endsWith('/score')),
        ),
      'line-item',
      { code: 'scope.readonly', says: /darf Noten nur lesen/, names: /„Use this service for grade sync and column management“/ },
    ],
    [
      'results are refused',
      plant('results', { status: 403 }),
      'line-item',
      { code: 'line-item.refused', says: /verweigert Lotse die Notenspalte/, names: /Assignment and Grade Services/ },
    ],
    [
      'the column is gone',
      plant('results', { status: 404 }),
      'line-item',
      { code: 'line-item.gone', says: /Notenspalte .* gibt es nicht mehr/, names: /bei der Aktivität die Bewertung einschalten/ },
    ],
    [
      'the roster is refused',
      plant('nrps', { status: 403 }),
      'roster',
      { code: 'roster.refused', says: /verweigert Lotse die Mitgliederliste/, names: /„IMS LTI Namen und Rollenbereitstellung“/ },
    ],
    [
      'the roster is not allowed',
      () =>
        set(
          tool(),
          'scopes',
          tool().scopes.filter((scope) => !scope.includes('nrps')),
        ),
      'roster',
      { code: 'roster.scope', says: /erlaubt Lotse die Mitgliederliste nicht/, names: /„IMS LTI Namen und Rollenbereitstellung“/ },
    ],
  ])('%s', async (_, arm, name, told) => {
    arm();
    await stepSays(name, told);
  });

  test('an activity without a grade is no fault', async () => {
    site.addLink({ key: 'ohne', course: 'k', title: 'Ohne Note', graded: false, custom: { unit: 'deutsch-operatoren' }, tool: tool().clientId });
    expect((await enter({ link: 'ohne' })).status).toBe(303);
    expect((await two.selfTest())['line-item']).toMatch(/^In Ordnung:/);
    expect((await enter()).status).toBe(303);
  });
});

describe('the steps that only a launch can show', () => {
  test('its clock is ten minutes fast', async () => {
    two.moodleClock.aheadMs = 10 * MINUTE;
    expect((await enter()).status).toBe(401);
    await stepSays('launch', { code: 'TOKEN_EARLY', says: /Uhr/, names: /NTP/ });
  });

  test('it comes from a place that nobody has approved: it waits on the page, is approved there, and the next launch works', async () => {
    for (const one of site.links) set(one, 'toolId', '99');
    set(tool(), 'id', '99');
    expect((await enter()).status).toBe(401);
    await stepSays('launch', { code: 'DEPLOYMENT_UNKNOWN', says: /noch nicht freigegeben/, names: /freigeben/i });
    const place = two.desk.getByRole('listitem').filter({ hasText: 'Bereitstellung 99' });
    await place.getByText('Wartet auf Bestätigung').waitFor();
    await place.getByRole('button', { name: 'Freigeben' }).click();
    await place.getByText('Aktiv', { exact: true }).waitFor();
    expect((await enter()).status).toBe(303);
  });

  /** Lena opens the activity in the course, in a browser. */
  async function openInCourse(): Promise<void> {
    two.server.clock.advance(2 * MINUTE);
    await two.there.goto(`${site.issuer}/course/view.php?id=${site.course('k').id}`);
    await two.there.getByRole('listitem').filter({ hasText: 'Probezeit' }).getByRole('link', { name: 'Öffnen', exact: true }).click();
  }

  test('her browser keeps no cookie in the frame', async () => {
    blocked.between.without = 'cookies in frames';
    await two.there.context().clearCookies({ domain: 'localhost' });
    await openInCourse();
    await sees(await frameAt(two.there, /\/lti\/login/), 'Lotse öffnet sich in einem neuen Fenster');
    await stepSays('cookie', { code: 'cookie.lost', says: /hat den Cookie im Kurs nicht behalten/, names: /Lotse muss unter https laufen/ });
  });

  test('the course is opened at another address than registered, and the browser shows an empty frame', async () => {
    blocked.between.origin = 'https://www.moodle.example';
    await openInCourse();
    await frameAt(two.there, /\/l\/[0-9a-f-]{36}\//).catch(() => undefined);
    blocked.between.origin = null;
    await stepSays('frame', {
      code: 'frame.origin',
      says: /unter einer anderen Adresse benutzt als registriert/,
      names: /in Moodle „wwwroot“.*„Adressen ändern oder Plattform umziehen“/,
    });
    await openInCourse();
    await frameAt(two.there, /\/l\/[0-9a-f-]{36}\//);
  });

  test('all of it put right, every step is good', async () => {
    const steps = await two.selfTest();
    expect(Object.entries(steps).filter(([, text]) => !text.startsWith('In Ordnung:'))).toEqual([]);
  });
});

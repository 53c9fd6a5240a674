import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Frame } from 'playwright-core';
import { startDemoLms, type DemoSite, type FaultMode, type Target } from '../apps/demo-lms/index.js';
import { Between } from './between.js';
import { freePort } from './harness.js';
import { launch, type LaunchWish } from './lti-client.js';
import { frameAt, press, sees, TwoAdmins } from './two-admins.js';

const MINUTE = 60_000;
const between = new Between();
let two: TwoAdmins;
let site: DemoSite;
let link = '';
beforeAll(async () => {
  const port = await between.open();
  two = await TwoAdmins.open({ address: `http://localhost:${port}` });
  between.to = two.server.settings.port;
  site = two.site;
  await two.setUp();
  link = await two.makeLink();
  await two.openTools();
}, 240_000);
afterAll(async () => {
  await two?.close();
  between.close();
});

const undo: (() => unknown)[] = [];
afterEach(async () => {
  site.faults.clear();
  site.platform.toolKeys.clear();
  two.moodleClock.aheadMs = 0;
  between.without = 'nothing';
  for (const back of undo.splice(0)) await back();
});
function set<T extends object, K extends keyof T>(what: T, name: K, value: T[K]): void {
  const old = what[name];
  what[name] = value;
  undo.push(() => (what[name] = old));
}

/** Code, what is said, and the setting that is named: all on the page in front of the admin of Lotse. */
interface Told {
  code: string;
  says: RegExp;
  names: RegExp;
}
/** The code leads to its row in the list of errors on this server. */
async function leadsToDocs(code: string): Promise<void> {
  const href =
    (await two.desk
      .getByRole('link', { name: `Mehr zur Kennung ${code}` })
      .first()
      .getAttribute('href')) ?? '';
  const page = await (await fetch(two.server.url + href)).text();
  expect(page).toContain(`id="${href.split('#')[1]}"`);
}

describe('while it registers: the admin of the Moodle reads it in the frame, the admin of Lotse on the page that waits', () => {
  const config = async (change: Record<string, unknown>): Promise<string> => {
    const own = (await (await fetch(site.openidConfigUrl)).json()) as Record<string, unknown>;
    return JSON.stringify({ ...own, ...change });
  };
  const plant = (target: Target, mode: FaultMode) => () => Promise.resolve(site.faults.set({ target, mode }));
  const planted: [string, () => Promise<void>, Told][] = [
    [
      'its configuration cannot be reached',
      plant('openid', { status: 503 }),
      { code: 'CONFIG_UNREACHABLE', says: /konnte die Konfiguration der Lernplattform nicht abrufen/, names: /Firewall, DNS, Zertifikat/ },
    ],
    [
      'it knows itself by another name',
      async () => site.faults.set({ target: 'openid', mode: { status: 200, body: await config({ issuer: `${site.origin}/alt` }) } }),
      { code: 'CONFIG_HOST', says: /liegt nicht auf der Plattform, die sie nennt/, names: /„wwwroot“ in config.php/ },
    ],
    [
      'its configuration is slow',
      plant('openid', { delayMs: 30_000 }),
      { code: 'CONFIG_UNREACHABLE', says: /konnte die Konfiguration/, names: /ob der Lotse-Server die Lernplattform erreicht/ },
    ],
    [
      'a proxy answers with a page',
      plant('openid', { status: 200, body: '<html>' }),
      { code: 'CONFIG_UNREADABLE', says: /kein lesbares JSON/, names: /von Hand eintragen/ },
    ],
    [
      'its configuration leads to a private address',
      plant('openid', { status: 302, headers: { location: 'http://10.0.0.1/' } }),
      { code: 'CONFIG_UNREACHABLE', says: /konnte die Konfiguration/, names: /ohne Anmeldung oder Weiterleitung/ },
    ],
    [
      'its registration token is refused',
      plant('registration', { status: 401, body: 'invalid_token' }),
      {
        code: 'REGISTRATION_TOKEN_EXPIRED',
        says: /Anmelde-Token der Lernplattform ist abgelaufen/,
        names: /Seite in Moodle neu laden und den Einladungs-Link noch einmal einfügen/,
      },
    ],
    [
      'a tool was made with the token already',
      plant('registration', { status: 401, body: 'token_already_used' }),
      { code: 'REGISTRATION_TOKEN_USED', says: /schon ein Tool angelegt/, names: /Tools verwalten“ das neue, nicht aktivierte Tool löschen/ },
    ],
    [
      'the registration is refused',
      plant('registration', { status: 500 }),
      { code: 'REGISTRATION_REFUSED', says: /hat die Anmeldung abgelehnt/, names: /von Hand eintragen/ },
    ],
    [
      'the registration is cut off',
      plant('registration', { drop: true }),
      { code: 'REGISTRATION_UNREACHABLE', says: /auf die Anmeldung nicht geantwortet/, names: /Tool löschen und den Einladungs-Link noch einmal einfügen/ },
    ],
  ];
  test.each(planted)('%s', async (_, arm, { code, says, names }) => {
    await arm();
    const frame = await two.paste(link);
    for (const words of [says, names, new RegExp(code)]) await sees(frame, words);
    for (const words of [/Der Link gilt weiter/, says, names]) await sees(two.desk, words);
    await two.desk.getByRole('link', { name: `Mehr zur Kennung ${code}` }).waitFor();
    await leadsToDocs(code);
  });

  test('the Moodle stands in a network of its own', async () => {
    const hidden = await startDemoLms({
      clock: two.server.clock,
      toolUrl: two.server.url,
      port: await freePort(['127.0.0.1']),
      sites: [{ key: 'innen', name: 'Innen', host: '127.0.0.1', withoutTool: true, people: [], courses: [{ key: 'k', label: 'K', title: 'K' }] }],
    });
    const url = hidden.sites[0]?.registrationUrl(link) ?? '';
    expect(await (await fetch(url)).text()).toContain('CONFIG_BLOCKED');
    for (const words of [/nicht öffentlich oder nicht https/, /ihre genaue Adresse in LOTSE_INSECURE_LMS nennen/]) await sees(two.desk, words);
    await leadsToDocs('CONFIG_BLOCKED');
    await hidden.close();
  });

  test('after all that the same link still works', async () => {
    const frame = await two.paste(link);
    await frame.getByRole('heading', { name: 'Lotse ist angemeldet' }).waitFor();
    await two.desk.getByRole('link', { name: 'Ansehen und bestätigen' }).click();
  });
});

const tool = () => site.tool;
const enter = (wish: LaunchWish = {}) => {
  two.server.clock.advance(MINUTE);
  return launch(two.server, site, { person: 'lena', link: 'eins', ...wish });
};
/** The step is bad on the admin's page: its sentence, the setting, and the way to the docs. */
async function stepSays(name: string, { code, says, names }: Told): Promise<void> {
  const steps = await two.selfTest();
  expect(steps[name]).toMatch(/^Muss geändert werden:/);
  expect(steps[name]).toMatch(says);
  expect(steps[name]).toMatch(names);
  await leadsToDocs(code);
}

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
    await left.getByText('Beim neuen Tool „Lotse“ auf „Aktivieren“ drücken.').waitFor();
    await left.getByText(/„Verwendung der Tool-Konfiguration“/).waitFor();
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
      'it may not fetch our keys',
      () => set(tool(), 'jwksUrl', 'http://127.0.0.1:1/lti/keys'),
      'our-keys',
      {
        code: 'our-keys.unreachable',
        says: /konnte die Schlüssel von Lotse nicht abrufen/,
        names: /HTTP-Sicherheit“ die Felder „Gesperrte Hosts für cURL“ und „Zulässige Ports für cURL“/,
      },
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
      { code: 'token.client', says: /kennt die Client-ID nicht/, names: /Lupensymbol.*neu registrieren/ },
    ],
    [
      'no service is switched on',
      () => set(tool(), 'scopes', []),
      'token',
      {
        code: 'token.scope',
        says: /keinen der Dienste/,
        names: /„Services › IMS LTI Assignment and Grade Services“ auf „Diesen Dienst für Bewertungssynchronisation und Spaltenverwaltung verwenden“/,
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
      { code: 'scope.readonly', says: /darf Noten nur lesen/, names: /Schreiben von Noten erlauben/ },
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
      { code: 'roster.refused', says: /verweigert Lotse die Mitgliederliste/, names: /„Services › IMS LTI Names and Role Provisioning“/ },
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
      { code: 'roster.scope', says: /erlaubt Lotse die Mitgliederliste nicht/, names: /Names and Role Provisioning/ },
    ],
  ])('%s', async (_, arm, name, told) => {
    arm();
    await stepSays(name, told);
  });

  test('an activity has no column', async () => {
    site.addLink({ key: 'ohne', course: 'k', title: 'Ohne Note', graded: false, custom: { unit: 'deutsch-operatoren' }, tool: tool().clientId });
    expect((await enter({ link: 'ohne' })).status).toBe(303);
    await stepSays('line-item', { code: 'lineitem.missing', says: /keine Notenspalte/, names: /Bei der Aktivität genau eine Bewertung einstellen/ });
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
    between.without = 'cookies in frames';
    await two.there.context().clearCookies({ domain: 'localhost' });
    await openInCourse();
    await sees(await frameAt(two.there, /\/lti\/login/), 'Lotse öffnet sich in einem neuen Fenster');
    await stepSays('cookie', { code: 'cookie.lost', says: /hat den Cookie im Kurs nicht behalten/, names: /Lotse muss unter https laufen/ });
  });

  test('the course is opened at another address than registered, and the browser shows an empty frame', async () => {
    between.origin = 'https://www.moodle.example';
    await openInCourse();
    await frameAt(two.there, /\/l\/[0-9a-f-]{36}\//).catch(() => undefined);
    between.origin = null;
    await stepSays('frame', {
      code: 'frame.origin',
      says: /unter einer anderen Adresse benutzt als registriert/,
      names: /in Moodle „wwwroot“.*„Plattform umziehen“/,
    });
    await openInCourse();
    await frameAt(two.there, /\/l\/[0-9a-f-]{36}\//);
  });

  test('all of it put right, every step is good', async () => {
    const steps = await two.selfTest();
    expect(Object.entries(steps).filter(([, text]) => !text.startsWith('In Ordnung:'))).toEqual([]);
  });
});

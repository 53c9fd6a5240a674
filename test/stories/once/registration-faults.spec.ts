import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startDemoLms, type DemoSite, type FaultMode, type Target } from '../../../apps/demo-lms/index.js';
import { BlockedMoodle, type Told } from '../../world/blocked-moodle.js';
import { freePort } from '../../world/ports.js';
import { sees, type TwoAdmins } from '../../world/two-admins.js';

let blocked: BlockedMoodle;
let two: TwoAdmins;
let site: DemoSite;
beforeAll(async () => {
  blocked = await BlockedMoodle.open();
  ({ two, site } = blocked);
}, 240_000);
afterAll(() => blocked?.close());
afterEach(() => blocked.mend());

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
    const frame = await two.paste(blocked.link);
    for (const words of [says, names, new RegExp(code)]) await sees(frame, words);
    for (const words of [/Der Link gilt weiter/, says, names]) await sees(two.desk, words);
    await two.desk.getByRole('link', { name: `Mehr zur Kennung ${code}` }).waitFor();
    await blocked.leadsToDocs(code);
  });

  test('the Moodle stands in a network of its own', async () => {
    const hidden = await startDemoLms({
      clock: two.server.clock,
      toolUrl: two.server.url,
      port: await freePort(['127.0.0.1']),
      sites: [{ key: 'innen', name: 'Innen', host: '127.0.0.1', withoutTool: true, people: [], courses: [{ key: 'k', label: 'K', title: 'K' }] }],
    });
    const url = hidden.sites[0]?.registrationUrl(blocked.link) ?? '';
    expect(await (await fetch(url)).text()).toContain('CONFIG_BLOCKED');
    for (const words of [/nicht öffentlich oder nicht https/, /ihre genaue Adresse in LOTSE_INSECURE_LMS nennen/]) await sees(two.desk, words);
    await blocked.leadsToDocs('CONFIG_BLOCKED');
    await hidden.close();
  });

  test('after all that the same link still works', () => blocked.register());
});

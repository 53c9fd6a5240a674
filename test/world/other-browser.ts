import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TOTP, Secret } from 'otpauth';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoTotpSecret } from '../../apps/server/demo-accounts.js';
import { fill, press, sees, seesOne, type Hand } from './hand.js';
import { startForTest, type TestServer } from './harness.js';
import { openHttpsProxy, type HttpsProxy } from './https-proxy.js';
import { tenantOf } from './lti-client.js';
import { freePort } from './ports.js';

const WINDOW = 'In neuem Fenster öffnen';
const PERSON = 'neu.hier';
/** A unit whose first task is a choice. */
const LINK = 'vertrag';

/** What a trainee and an account do in a browser that is not Chromium: in the demo over http, and behind a proxy that speaks https. */
export function storyIn(name: string, open: () => Promise<Hand>, expected: { framed: Record<'http' | 'https', boolean> }): void {
  describe.each(['http', 'https'] as const)(`${name} over %s`, (scheme) => {
    let server: TestServer;
    let proxy: HttpsProxy | undefined;
    let hand: Hand;
    beforeAll(async () => {
      [server, proxy] = scheme === 'http' ? [await startForTest(), undefined] : await behindProxy();
      const site = server.site('lernwerk');
      site.addLink({ key: LINK, course: 'asa', title: 'WiSo: Der Ausbildungsvertrag', custom: { unit: 'wiso-ausbildungsvertrag' } });
      site.addPerson({ username: PERSON, givenName: 'Neu', familyName: name, courses: { asa: 'student' } });
      hand = await open();
    }, 240_000);
    afterAll(async () => {
      await hand?.close();
      await server?.stop();
      proxy?.close();
    }, 60_000);

    test('a trainee opens an activity, answers, and finds the place again after a reload', async () => {
      await hand.go(server.site('lernwerk').startUrl({ person: PERSON, link: LINK }));
      await hand.intoFrame();
      const framed = (await seesOne(hand, 'Einstieg 1 von', WINDOW)) !== WINDOW;
      expect(framed).toBe(expected.framed[scheme]);
      if (!framed) {
        await press(hand, WINDOW);
        await hand.toNewWindow();
        await sees(hand, 'Einstieg 1 von');
      }
      await press(hand, await firstChoice(hand));
      await press(hand, 'Prüfen');
      await seesOne(hand, 'Richtig', 'Noch nicht', 'Noch einmal', 'noch nicht');
      const before = await answers(server);
      expect(before).toBe(1);
      await hand.reload();
      if (framed) await hand.intoFrame();
      await seesOne(hand, 'Einstieg 1 von', 'Einstieg 2 von');
      expect(await answers(server)).toBe(1);
    }, 120_000);

    test('somebody signs in with an account, and is still signed in after a reload', async () => {
      const [account] = DEMO_ACCOUNTS.filter((one) => one.role === 'office');
      if (!account) throw new Error('no account of the office');
      await hand.go(`${server.settings.url}/a`);
      await fill(hand, 'E-Mail-Adresse', account.mail);
      await fill(hand, 'Passwort', DEMO_PASSWORD);
      await press(hand, 'Weiter');
      const code = new TOTP({ secret: Secret.fromBase32(demoTotpSecret(account)) }).generate({ timestamp: server.clock.now().getTime() });
      await fill(hand, 'Code aus der App', code);
      await press(hand, 'Anmelden');
      await sees(hand, 'Abmelden');
      await hand.reload();
      await sees(hand, 'Abmelden');
    }, 120_000);
  });
}

async function behindProxy(): Promise<[TestServer, HttpsProxy]> {
  const port = await freePort(['127.0.0.1', '::1']);
  const proxy = await openHttpsProxy(port);
  const server = await startForTest({ env: { PORT: String(port), LOTSE_URL: proxy.url } });
  // the certificate is the tests' own: the LMS asks behind the proxy
  for (const site of server.lms.sites)
    site.platform.fetch = (input, init) => fetch(String(input instanceof Request ? input.url : input).replace(proxy.url, `http://localhost:${port}`), init);
  return [server, proxy];
}

/** The first of the choices a task offers. */
function firstChoice(hand: Hand): Promise<string> {
  return hand.ask<string>(`[...document.querySelectorAll('main label, main [role=radio]')].find((one) => one.offsetParent !== null).innerText.trim()`);
}

/** Answers of the person who came in last. */
async function answers(server: TestServer): Promise<number> {
  const tenant = await tenantOf(server, server.site('lernwerk'));
  const [row] = await server.db.job(tenant, (tx) =>
    tx.query<{ n: number }[]>(`select count(*)::int as n from answer where person = (select person from identity order by created_at desc limit 1)`),
  );
  return row?.n ?? 0;
}

import { Secret, TOTP } from 'otpauth';
import type { Frame, Page } from 'playwright-core';
import { startDemoLms, type DemoLms, type DemoSite } from '../../apps/demo-lms/index.js';
import { PASSWORD } from './account-visitor.js';
import { openBrowser, type TestBrowser } from './browser.js';
import { startForTest, type TestServer } from './harness.js';
import { freePort } from './ports.js';

export const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
export const fill = (page: Page, label: string | RegExp, text: string): Promise<void> => page.getByLabel(label).first().fill(text);
/** Waits for a text; one that does not come fails with what stood there instead. */
export async function sees(page: Page | Frame, text: string | RegExp): Promise<void> {
  const late = async (error: Error) => {
    throw new Error(`${error.message}\nThere stood: ${await page.locator('body').innerText()}`, { cause: error });
  };
  await page.getByText(text).first().waitFor().catch(late);
}

/** With LOTSE_WRITE_PICTURES=1 the pictures of docs/ are taken anew while the story is told. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.LOTSE_WRITE_PICTURES) return;
  await page.setViewportSize({ width: 960, height: 720 });
  await page.screenshot({ path: `docs/pictures/${name}.png`, fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A fresh Lotse and a Moodle that nobody has prepared, each with the browser of whoever runs it. Nothing reaches into either. */
export class TwoAdmins {
  secret = '';
  private constructor(
    readonly server: TestServer,
    readonly lms: DemoLms,
    /** The Moodle's own clock: how far it goes ahead of ours. */
    readonly moodleClock: { aheadMs: number },
    readonly lotse: TestBrowser,
    readonly moodle: TestBrowser,
  ) {}

  /** `address`: where browsers find Lotse, if something stands in between. */
  static async open(wish: { address?: string } = {}): Promise<TwoAdmins> {
    const port = await freePort(['127.0.0.1']);
    const env = { LOTSE_INSECURE_LMS: `http://127.0.0.1:${port}`, ...(wish.address ? { LOTSE_URL: wish.address } : {}) };
    const server = await startForTest({ demo: false, timers: true, env });
    const moodleClock = { aheadMs: 0, now: () => new Date(server.clock.now().getTime() + moodleClock.aheadMs) };
    const site = {
      key: 'rand',
      name: 'Moodle der Berufsschule am Rand',
      host: '127.0.0.1',
      path: '/moodle',
      withoutTool: true,
      people: [
        { username: 'admin', givenName: 'Ada', familyName: 'Min', siteRole: 'admin' as const },
        { username: 'lena', givenName: 'Lena', familyName: 'Voß', courses: { k: 'student' as const } },
        { username: 'tom', givenName: 'Tom', familyName: 'Rieck', courses: { k: 'teacher' as const } },
      ],
      courses: [{ key: 'k', label: 'VK-25', title: 'Verkauf 2025' }],
    };
    const lms = await startDemoLms({ clock: moodleClock, toolUrl: server.url, port, sites: [site] });
    const [lotse, moodle] = [await openBrowser({ width: 1280, height: 900 }), await openBrowser({ width: 1280, height: 900, whole: true })];
    return new TwoAdmins(server, lms, moodleClock, lotse, moodle);
  }

  async close(): Promise<void> {
    await this.lotse.close();
    await this.moodle.close();
    await this.lms.close();
    await this.server.stop();
  }

  get site(): DemoSite {
    return this.lms.sites[0] as DemoSite;
  }
  /** The page of the admin of Lotse, and that of the admin of the Moodle. */
  get desk(): Page {
    return this.lotse.page;
  }
  get there(): Page {
    return this.moodle.page;
  }

  code(): string {
    return new TOTP({ secret: Secret.fromBase32(this.secret) }).generate({ timestamp: this.server.clock.now().getTime() });
  }

  /** From the printed link to the step of the first platform. */
  async setUp(): Promise<void> {
    const page = this.desk;
    await page.goto(this.server.started.setupUrl ?? '');
    await press(page, 'Weiter');
    await fill(page, 'Vor- und Nachname', 'Wiebke Harms');
    await fill(page, 'E-Mail-Adresse', 'wiebke@lernwerk.example');
    await press(page, 'Weiter');
    await page.getByText('Passwort und App').click();
    await fill(page, 'Neues Passwort', PASSWORD);
    await press(page, 'Weiter zur App');
    await page.getByAltText(/QR-Code/).waitFor();
    this.secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
    await fill(page, 'Code aus der App', this.code());
    await press(page, 'Zugang anlegen');
    await press(page, 'Ich habe sie aufbewahrt');
    await fill(page, 'Name', 'Lernwerk Nord');
    await press(page, 'Weiter');
    await sees(page, 'Ihr Browser erreicht Lotse unter genau dieser Adresse.');
    await press(page, 'Weiter');
    await page.getByLabel('Testnachricht an').waitFor();
    await press(page, 'Weiter');
    await page.getByRole('heading', { name: 'Erste Lernplattform' }).waitFor();
  }

  /** Makes a link on the page that is shown; names are asked for or not. */
  async makeLink(names: 'Ja, mit Namen' | 'Nein, ohne Namen' = 'Ja, mit Namen'): Promise<string> {
    await this.desk.getByText(names).click();
    await press(this.desk, 'Einladungs-Link machen');
    return this.desk.getByRole('textbox', { name: 'Einladungs-Link' }).inputValue();
  }

  /** The Moodle's admin signs in and opens the list of tools. */
  async openTools(): Promise<void> {
    await this.there.goto(`${this.site.issuer}/`);
    await press(this.there, 'Anmelden als Ada Min');
    await this.there.getByRole('link', { name: 'Tools verwalten' }).click();
  }

  /** Pastes the link; what Lotse says then stands in the frame. */
  async paste(link: string): Promise<Frame> {
    await fill(this.there, 'Tool-URL', link);
    await press(this.there, 'LTI Advantage hinzufügen');
    return frameAt(this.there, /\/lti\/register\//);
  }

  /** Somebody signs in to the Moodle, in place of whoever is there. */
  async signIn(page: Page, name: string): Promise<void> {
    await page.context().clearCookies({ domain: '127.0.0.1' });
    await page.goto(`${this.site.issuer}/`);
    await press(page, `Anmelden als ${name}`);
    await page.getByRole('link', { name: 'Kurs öffnen' }).click();
  }

  /** The steps of the self-test as they stand on the page: name → what is said. */
  async steps(): Promise<Record<string, string>> {
    const steps = await this.desk.locator('[data-step]').all();
    return Object.fromEntries(await Promise.all(steps.map(async (step) => [(await step.getAttribute('data-step')) ?? '', await step.innerText()] as const)));
  }

  /** Presses the button of the self-test and waits for a result that is newer. */
  async selfTest(): Promise<Record<string, string>> {
    const done = this.desk.waitForResponse((answer) => /\/platforms\/[0-9a-f-]{36}\?/.test(answer.url()));
    await press(this.desk, /Selbsttest (starten|wiederholen)/);
    await done;
    await this.desk.getByRole('button', { name: 'Selbsttest wiederholen' }).waitFor();
    return this.steps();
  }
}

/** A frame of the page that shows this address, once it is there and has a body. */
export async function frameAt(page: Page, address: RegExp): Promise<Frame> {
  for (let i = 0; i < 150; i++) {
    const frame = page.frames().find((one) => address.test(one.url()));
    if (frame) {
      await frame.locator('h1').first().waitFor();
      return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(
    `no frame at ${String(address)}: ${page
      .frames()
      .map((one) => one.url())
      .join(' ')}`,
  );
}

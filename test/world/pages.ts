import { mkdirSync } from 'node:fs';
import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import { AccountsService, GrantsService } from '#lotse/people';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, demoTotpSecret, type DemoAccount } from '../../apps/server/demo-accounts.js';
import type { TestServer } from './harness.js';

/** Where a person looks and presses: a page, or a part of it. */
export type Shown = Page | Locator;

export const press = (shown: Shown, name: string | RegExp) => shown.getByRole('button', { name }).first().click();
export const follow = (shown: Shown, name: string | RegExp) => shown.getByRole('link', { name }).first().click();
const field = (shown: Shown, label: string | RegExp) => shown.getByLabel(label, { exact: typeof label === 'string' }).first();
export const fill = (shown: Shown, label: string | RegExp, text: string) => field(shown, label).fill(text);
export const choose = (shown: Shown, label: string | RegExp, option: string) => field(shown, label).selectOption({ label: option });
export const sees = (shown: Shown, text: string | RegExp) => shown.getByText(text).filter({ visible: true }).first().waitFor();

export function codeOf(server: TestServer, secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() });
}

/** Password, then the code of the app, in the real form. The clock moves on, because a code counts once. */
export async function signIn(server: TestServer, page: Page, mail: string, password: string, secret: string): Promise<void> {
  server.clock.advance(60_000);
  await page.goto(`${server.url}/a`);
  await fill(page, 'E-Mail-Adresse', mail);
  await fill(page, 'Passwort', password);
  await press(page, 'Weiter');
  await fill(page, 'Code aus der App', codeOf(server, secret));
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByRole('navigation', { name: 'Bereiche' }).waitFor();
}

export async function signInAs(server: TestServer, page: Page, role: DemoAccount['role']): Promise<void> {
  const account = DEMO_ACCOUNTS.find((one) => one.role === role);
  if (!account) throw new Error(`the demo has no ${role}`);
  await signIn(server, page, account.mail, DEMO_PASSWORD, demoTotpSecret(account));
}

/** Somebody who has an account becomes admin of this tenant as well, by the services alone. */
export async function letInAsAdmin(server: TestServer, person: string, tenant: string): Promise<void> {
  const { app } = server.started;
  await server.db.as({ person, tenant }, async (tx) => {
    await app.get(AccountsService).settle(tx, tenant, person, 'Wiebke Harms');
    await app.get(GrantsService).give(tx, { tenant, person, role: 'admin', course: null, reason: 'Verwaltung', by: null, endsAt: null });
  });
}

/** Goes to an area by the menu, which is folded on a phone, and again where another page came meanwhile and took the click with it. */
export async function toArea(page: Page, name: string): Promise<void> {
  const menu = page.getByRole('navigation').first();
  const link = menu.getByRole('link', { name, exact: true });
  const there = menu.locator('a[aria-current="page"]').filter({ hasText: new RegExp(`^${name}$`) });
  await menu.waitFor();
  for (let tries = 1; ; tries++) {
    const folded = menu.locator('details:not([open]) > summary');
    if ((await folded.count()) > 0) await folded.click({ timeout: 2_000 }).catch(() => undefined);
    try {
      await link.click({ timeout: 2_000 });
      return await there.waitFor({ state: 'attached', timeout: 2_000 });
    } catch (error) {
      if (tries === 10) throw error;
    }
  }
}

const DRAWN = `document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))))`;

/** With LOTSE_PICTURES=<folder> a story leaves pictures of its pages there, in both sizes and both colours. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.LOTSE_PICTURES;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  // nothing looks as if it were pointed at, not in a frame either, which hears of it a little later
  await page.mouse.move(0, 0, { steps: 3 });
  for (const frame of page.frames()) await frame.waitForFunction(`document.querySelector('a:hover, button:hover') === null`);
  for (const width of [360, 1280]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 860 });
      await page.emulateMedia({ colorScheme });
      for (const frame of page.frames()) await frame.evaluate(DRAWN);
      await page.screenshot({ path: `${folder}/${name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (before) await page.setViewportSize(before);
}

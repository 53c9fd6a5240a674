/** Pictures of those who sign in without a Moodle (office, companion, caseworker), and of a trainee's report, from the running demo. */
const ALL = [
  [360, 'light'],
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
];

/** Longer than a screen, and more of the same. */
const SEEN = ['audit'];

/** Leaves what is open now behind in these widths and colours. */
async function shoot(page, { out, settled, sizes }, name) {
  await page.mouse.move(0, 0); // nothing looks as if it were pointed at
  for (const [width, colorScheme] of sizes) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 860 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    await page.screenshot({ path: `${out}/${name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`, fullPage: !SEEN.includes(name) });
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1280, height: 860 });
}

const heading = (page, name) => page.getByRole('heading', { name, level: 1 }).first().waitFor();
const area = async (page, name) => {
  await page.getByRole('navigation', { name: 'Bereiche' }).getByRole('link', { name, exact: true }).click();
  await page.locator('main h1').first().waitFor();
};
const card = (page, words) => page.locator('.report-card').filter({ hasText: words }).first().getByRole('link').first().click();

/** With what stands on the start page, through the real form. */
async function signIn(browser, url, who, look) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, locale: 'de-DE', reducedMotion: 'reduce' });
  await page.goto(url);
  const login = page.locator('.login', { hasText: who });
  const [mail, password] = [await login.locator('code').nth(0).innerText(), await login.locator('code').nth(1).innerText()];
  await page.goto(`${url}${await login.getByRole('link').getAttribute('href')}`);
  await page.getByLabel('Passwort', { exact: true }).waitFor();
  if (look) await look(page, 'login');
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByLabel('Code aus der App').waitFor();
  if (look) await look(page, 'login-code');
  const answer = await fetch(url);
  const code = new RegExp(`${mail.replace('.', '\\.')}[\\s\\S]*?<code[^>]*>(\\d{6})</code>`).exec(await answer.text())?.[1];
  await page.getByLabel('Code aus der App').fill(code ?? '');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByRole('navigation', { name: 'Bereiche' }).waitFor();
  return page;
}

const CSV = `Name;Maßnahme;Phase;Eintritt
Nora Neumann;123/21/10/14;Vorphase;02.11.2026
Paul Pech;123/21/10/15;Vorphase;31.02.2027
`;

async function office(page, look) {
  await heading(page, 'Teilnahmen');
  await page.getByText('Amira Haddad').first().waitFor();
  await look(page, 'participations');
  await page.getByRole('link', { name: 'Teilnahme eintragen' }).click();
  await heading(page, 'Teilnahme eintragen');
  await look(page, 'entering');
  await area(page, 'Teilnahmen');
  await page.getByRole('link', { name: 'Tariq Rahimi' }).first().click();
  await heading(page, 'Tariq Rahimi');
  await look(page, 'participation');
  await area(page, 'Berichte');
  await page.locator('.report-card').first().waitFor();
  await look(page, 'office-reports');
  await area(page, 'Maßnahmen');
  await page.getByText('123/21/10/14').first().waitFor();
  await look(page, 'measures');
  await area(page, 'Ansprechpersonen');
  await page.getByText('Maren Wulf').first().waitFor();
  await look(page, 'staff');
  await page.getByRole('button', { name: 'Ändern' }).first().click();
  await page.getByRole('dialog').getByLabel('Telefon').waitFor();
  await look(page, 'staff-change');
  await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).click();
  await area(page, 'Import');
  await look(page, 'import-empty');
  await page.setInputFiles('input[type=file]', { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
  await page.getByText('mit Fehlern: 1').first().waitFor();
  await look(page, 'import');
  await area(page, 'Protokoll');
  await page.locator('.audit tr').nth(3).waitFor();
  await look(page, 'audit');
}

async function companion(page, look) {
  await heading(page, 'Meine Teilnehmenden');
  await page.getByText('Amira Haddad').first().waitFor();
  await look(page, 'mine');
  await page.getByRole('link', { name: 'Blessing Okafor' }).first().click();
  await heading(page, 'Blessing Okafor');
  await look(page, 'mine-one');
  await page.getByRole('link', { name: 'Berichte zu Blessing Okafor' }).click();
  await page.locator('.report-card').first().waitFor();
  await look(page, 'reports-of');
  await area(page, 'Berichte');
  await page.locator('.report-card').first().waitFor();
  await look(page, 'reports');
  await card(page, 'Entwurf');
  await page.getByRole('textbox', { name: 'Entwicklung' }).waitFor();
  await look(page, 'report-draft');
  await area(page, 'Berichte');
  await card(page, /Lea Brandt[\s\S]*Freigegeben/);
  await page.getByRole('heading', { name: 'Freigaben' }).waitFor();
  await look(page, 'report-released');
  await area(page, 'Berichte');
  await card(page, /Blessing Okafor[\s\S]*Gezeigt/);
  await page.getByRole('heading', { name: 'Freigeben', exact: true }).waitFor();
  await look(page, 'report-release');
  await area(page, 'Mein Konto');
  await page.getByRole('heading', { name: 'Mein Konto', level: 1 }).waitFor();
  await look(page, 'own-account');
}

async function caseworker(page, look) {
  await page.locator('.report-card').first().waitFor();
  await look(page, 'received');
  await page.getByRole('link', { name: 'Lea Brandt' }).first().click();
  await heading(page, 'Lea Brandt');
  await look(page, 'received-report');
  await page.getByRole('button', { name: 'PDF' }).click();
  await area(page, 'Was ich gelesen habe');
  await page.getByText('Als Datei geladen').first().waitFor();
  await look(page, 'received-history');
}

async function trainee(page, start, look) {
  await page.goto(start('blessing.okafor', 'modul'));
  await page.getByRole('link', { name: 'Bericht lesen' }).waitFor();
  await look(page, 'my-report-hint');
  await page.getByRole('link', { name: 'Bericht lesen' }).click();
  await page.getByRole('heading', { name: 'Dein Satz dazu' }).waitFor();
  await look(page, 'my-report');
  await page.goto(start('lea.brandt', 'modul'));
  await page.getByRole('link', { name: 'Berichte ansehen' }).click();
  await page.locator('.report-card-name').first().waitFor();
  await look(page, 'my-reports');
  await page.locator('.report-card-name').first().click();
  await page.getByRole('heading', { name: 'Wer den Bericht bekommt' }).waitFor();
  await look(page, 'my-report-released');
}

/** A trainee's report on a phone, the others at 1280 px; `all`: each in both widths and both colours. */
export async function picturesOfAccounts(browser, { url, start, out, settled, all }) {
  const lookAt = (width) => (page, name) => shoot(page, { out, settled, sizes: all ? ALL : [[width, 'light']] }, name);
  const phone = await browser.newPage({ viewport: { width: 360, height: 740 }, locale: 'de-DE', reducedMotion: 'reduce' });
  await trainee(phone, start, lookAt(360));
  await phone.close();
  const look = lookAt(1280);
  for (const [who, visit, first] of [
    ['Heike Lorenz', office, look],
    ['Bernd Asmus', companion],
    ['Jutta Reimers', caseworker],
  ]) {
    const page = await signIn(browser, url, who, first);
    await visit(page, look);
    await page.close();
  }
}

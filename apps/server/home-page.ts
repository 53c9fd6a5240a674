import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from '#lotse/base';

/** Somebody of the demo with a local account. The real sign-in form is used: what it asks for stands on the page. */
export interface DemoLogin {
  who: string;
  what: string;
  mail: string;
  password: string;
  /** Of the authenticator app, base 32. */
  secret: string;
}
/** One-click starts of the demo: each is a real launch from the demo LMS. Empty without the demo. */
export interface Starts {
  list: { who: string; what: string; url: string; site: string }[];
  /** The ways into the hour that runs. */
  hour: { who: string; what: string; url: string }[];
  /** A code that makes a browser the room device of that hour. */
  roomDevice: (() => Promise<string | null>) | null;
  logins: DemoLogin[];
  notes: string[];
  demo: boolean;
}

/** The page at `/`: in the demo it offers the starts, elsewhere it says that Lotse is opened from Moodle. */
export class HomePage {
  constructor(
    private readonly starts: Starts,
    private readonly clock: Clock,
  ) {}

  get isDemo(): boolean {
    return this.starts.demo;
  }

  roomDevice(): Promise<string | null> {
    return this.starts.roomDevice?.() ?? Promise.resolve(null);
  }

  send(reply: FastifyReply): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    void reply
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      .header('content-type', 'text/html; charset=utf-8')
      .send(page(nonce, this.starts.demo ? demoBody(this.starts, this.clock.now()) + codeScript(nonce, this.starts.logins) : plainBody()));
    return Promise.resolve();
  }
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function plainBody(): string {
  return `<h1>Lotse</h1>
<p class="lead">Lotse läuft. Lernende und Lehrkräfte öffnen es aus ihrem Moodle-Kurs heraus.</p>
<p class="lead" lang="en">Lotse is running. Learners and teachers open it from their Moodle course.</p>
<ul><li><a href="/a"><strong>Anmelden mit Konto · Sign in</strong><span>für Verwaltung, Begleitung, Büro und Arbeitsagentur</span></a></li></ul>
<p class="note">Noch keine Plattform verbunden? Der Server zeigt beim ersten Start einen Link zur Einrichtung. <span lang="en">No platform yet? The server prints a set-up link at its first start.</span></p>`;
}

function demoBody({ list, hour, logins, notes }: Starts, now: Date): string {
  const sites = [...new Set(list.map((start) => start.site))];
  const groups = sites.map(
    (site) =>
      `<section><h2>${escape(site)}</h2><ul>${list
        .filter((start) => start.site === site)
        .map((start) => `<li><a href="${escape(start.url)}"><strong>${escape(start.who)}</strong><span>${escape(start.what)}</span></a></li>`)
        .join('')}</ul></section>`,
  );
  return `<h1>Lotse ausprobieren</h1>
<p class="lead">Lotse begleitet Auszubildende in der assistierten Ausbildung (AsA flex) bis zur Prüfung: mit kurzen Übungen, Deutsch für die Prüfung und Live-Stunden. Träger, Schulen und Arbeitsagentur sehen, wer Hilfe braucht, und bekommen Berichte, die die Auszubildenden vorher gelesen haben.</p>
<p class="lead" lang="en">Lotse takes trainees of assisted vocational training to their exam, with short units, German for the exam and live hours; providers, schools and the employment agency see who needs help.</p>
<p class="lead">Jeder Knopf meldet eine erfundene Person in einem kleinen Lernportal an und startet Lotse dort, so wie es in Moodle geschieht.</p>
<p class="lead" lang="en">Each button signs an invented person in to a small learning portal and launches Lotse from there, as Moodle does.</p>
${hour.length === 0 ? '' : hourBody(hour)}
${groups.join('\n')}
${logins.length === 0 ? '' : loginsBody(logins, now)}
${notes.map((note) => `<p class="note">${escape(note)}</p>`).join('')}
<p class="note">Alle Personen und Daten sind erfunden. Die Demo speichert in der Datei-Datenbank dieses Rechners; für echte Personen gehört eine eigene PostgreSQL-Datenbank dazu (README, „Settings“).</p>`;
}

function hourBody(hour: Starts['hour']): string {
  const entries = hour.map(({ who, what, url }) => `<li><a href="${escape(url)}"><strong>${escape(who)}</strong><span>${escape(what)}</span></a></li>`);
  return `<section><h2>Eine Stunde, die gerade läuft</h2>
<p class="lead">Erfundene Auszubildende sitzen im Klassenraum, zu Hause und im Betrieb. Steigen Sie an einer von vier Stellen ein. Wer mehrere gleichzeitig sehen will, öffnet jede Person in einem eigenen Browser oder privaten Fenster. Der Raum hat auch eine vergangene Stunde mit bestätigter Anwesenheit und geplante Termine.</p>
<p class="lead" lang="en">A lesson that is running: step in as tutor, trainee at home, phone in the classroom, or room device. Use another browser or a private window for each person.</p>
<ul>${entries.join('')}</ul></section>`;
}

function loginsBody(logins: readonly DemoLogin[], now: Date): string {
  const copy = (word: string) => ` <button type="button" class="copy" aria-label="${word} kopieren">Kopieren</button>`;
  const field = (word: string, value: string, more = '') => `<dt>${word}</dt><dd><code${more}>${escape(value)}</code>${copy(word)}</dd>`;
  const cards = logins.map(
    (one) => `<li class="login"><h3>${escape(one.who)}</h3><p>${escape(one.what)}</p>
<dl>${field('E&#8209;Mail', one.mail)}${field('Passwort', one.password)}${field('Code', codeOf(one.secret, now), ` data-mail="${escape(one.mail)}" aria-live="off"`)}</dl>
<a href="/a#mail=${encodeURIComponent(one.mail)}" target="_blank" rel="noopener"><strong>Zur Anmeldung</strong><span>das echte Formular, in einem neuen Tab; das Passwort von hier, der Code trägt sich selbst ein</span></a></li>`,
  );
  return `<section><h2>Mit eigenem Konto</h2>
<p class="lead">Begleitung, Büro, Verwaltung und Arbeitsagentur melden sich ohne Moodle an: mit E&#8209;Mail, Passwort und einem Code, den sonst eine App auf dem Handy zeigt. Hier steht er daneben. Er gilt 30 Sekunden und nur einmal.</p>
<p class="lead" lang="en">Companion, office, admin and employment agency sign in without Moodle: with e-mail, password and a code that an app on the phone would show. Each code is good for 30 seconds and once.</p>
<ul>${cards.join('')}</ul></section>`;
}

/** What the authenticator app would show now. */
function codeOf(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
}

/** Keeps the codes on the page as new as an authenticator app would (RFC 6238), without asking the server. */
function codeScript(nonce: string, logins: readonly DemoLogin[]): string {
  const secrets = logins.map(({ mail, secret }) => [mail, Buffer.from(Secret.fromBase32(secret).buffer).toString('base64')]);
  const data = JSON.stringify(secrets).replaceAll('<', '\\u003c');
  return `<script nonce="${nonce}">(async()=>{const keys=await Promise.all(${data}.map(async([mail,text])=>[mail,await crypto.subtle.importKey('raw',Uint8Array.from(atob(text),c=>c.charCodeAt(0)),{name:'HMAC',hash:'SHA-1'},false,['sign'])]));
let shown=-1;const tick=async()=>{const step=Math.floor(Date.now()/30000);if(step===shown)return;shown=step;const time=new DataView(new ArrayBuffer(8));time.setUint32(4,step);
for(const[mail,key]of keys){const mac=new DataView(await crypto.subtle.sign('HMAC',key,time.buffer));const at=mac.getUint8(19)&15;const code=String((mac.getUint32(at)&0x7fffffff)%1000000).padStart(6,'0');
for(const one of document.querySelectorAll('code[data-mail]'))if(one.dataset.mail===mail)one.textContent=code}};await tick();setInterval(tick,500);
const bus=new BroadcastChannel('lotse-demo-code');bus.onmessage=({data})=>{const one=[...document.querySelectorAll('code[data-mail]')].find(one=>one.dataset.mail===data.mail);if(one)bus.postMessage({code:one.textContent})};
for(const button of document.querySelectorAll('.copy'))button.onclick=async()=>{await navigator.clipboard.writeText(button.previousElementSibling.textContent);button.textContent='Kopiert';setTimeout(()=>{button.textContent='Kopieren'},2000)}})()</script>`;
}

function page(nonce: string, body: string): string {
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Lotse</title><style nonce="${nonce}">${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

const STYLE = `
@font-face{font-family:"Atkinson Hyperlegible Next";src:url(/font.woff2) format("woff2");font-weight:200 800;font-display:swap}
:root{color-scheme:light dark;--ink:#14202b;--soft:#4a5866;--paper:#f7f5f0;--surface:#fff;--line:#7a8491;--accent:#0a6169}
@media(prefers-color-scheme:dark){:root{--ink:#e9eef2;--soft:#a9b6c2;--paper:#0e161d;--surface:#17222c;--line:#6b7a88;--accent:#6ccfcb}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.5 "Atkinson Hyperlegible Next",system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem 1rem 3rem}h1{font-size:1.75rem;line-height:1.2;margin:0 0 1rem;font-weight:600}h2{font-size:1.125rem;margin:2rem 0 .5rem;font-weight:600}
.lead{max-width:38rem;margin:0 0 .75rem}.lead[lang=en],.note{color:var(--soft);font-size:1rem}ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
a{display:flex;flex-direction:column;min-height:48px;padding:.75rem 1rem;background:var(--surface);color:var(--ink);border:1px solid var(--line);border-radius:10px;text-decoration:none}
a strong{color:var(--accent);font-weight:600}a span{color:var(--soft);font-size:1rem}a:hover{border-color:var(--accent)}a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.note{margin:2rem 0 0;max-width:38rem}
.login{padding:1rem;background:var(--surface);border:1px solid var(--line);border-radius:10px}.login h3{font-size:1.125rem;margin:0;font-weight:600}.login p{margin:0 0 .5rem;color:var(--soft);font-size:1rem}
.login dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem;margin:0 0 .75rem;align-items:baseline}.login dt{color:var(--soft);font-size:1rem}.login dd{margin:0}
.login code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:1rem;overflow-wrap:anywhere;user-select:all}.login a{background:transparent}.copy{min-height:48px;margin-left:8px;padding:4px 12px;border:1px solid var(--line);border-radius:8px;background:var(--surface);color:var(--accent);font:inherit;font-size:.875rem;cursor:pointer}
`;

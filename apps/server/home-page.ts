import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';

/** One-click starts of the demo: each is a real launch from the demo LMS. Empty without the demo. */
export interface Starts {
  list: { who: string; what: string; url: string; site: string }[];
  notes: string[];
  demo: boolean;
}

/** The page at `/`: in the demo it offers the starts, elsewhere it says that Lotse is opened from Moodle. */
export class HomePage {
  constructor(private readonly starts: Starts) {}

  send(reply: FastifyReply): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    void reply
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'nonce-${nonce}'; img-src data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      )
      .header('content-type', 'text/html; charset=utf-8')
      .send(page(nonce, this.starts.demo ? demoBody(this.starts) : plainBody()));
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

function demoBody({ list, notes }: Starts): string {
  const sites = [...new Set(list.map((start) => start.site))];
  const groups = sites.map(
    (site) =>
      `<section><h2>${escape(site)}</h2><ul>${list
        .filter((start) => start.site === site)
        .map((start) => `<li><a href="${escape(start.url)}"><strong>${escape(start.who)}</strong><span>${escape(start.what)}</span></a></li>`)
        .join('')}</ul></section>`,
  );
  return `<h1>Lotse ausprobieren</h1>
<p class="lead">Jeder Knopf meldet eine erfundene Person in einem kleinen Lernportal an und startet Lotse dort, so wie es in Moodle geschieht.</p>
<p class="lead" lang="en">Each button signs an invented person in to a small learning portal and launches Lotse from there, as Moodle does.</p>
${groups.join('\n')}
${notes.map((note) => `<p class="note">${escape(note)}</p>`).join('')}
<p class="note">Alle Personen und Daten sind erfunden. Die Demo speichert in der Datei-Datenbank dieses Rechners; für echte Personen gehört eine eigene PostgreSQL-Datenbank dazu (README, „Settings“).</p>`;
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
a strong{color:var(--accent);font-weight:600}a span{color:var(--soft);font-size:1rem}a:hover{border-color:var(--accent)}a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.note{margin:2rem 0 0;max-width:38rem}`;

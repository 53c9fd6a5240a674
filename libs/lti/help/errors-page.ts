import { createHash } from 'node:crypto';
import { PARTS } from './error-docs.js';
import { anchorOf, ERRORS_PATH } from '../pages/errors-path.js';
import type { HelpLocale } from './help.js';
import { helpOf } from './lti-codes.js';

const WORDS = {
  de: {
    title: 'Was die Kennungen von Lotse bedeuten',
    lead: 'Jede Seite, die Lotse statt einer Aufgabe zeigt, jeder Schritt des Selbsttests und jede Note, die nicht ankommt, nennt eine Kennung. Hier steht zu jeder, was passiert ist und was zu ändern ist.',
    other: 'English',
  },
  en: {
    title: 'What the codes of Lotse mean',
    lead: 'Every page that Lotse shows in place of a task, every step of the self-test and every grade that does not arrive names a code. For each of them this page says what happened and what to change.',
    other: 'Deutsch',
  },
} as const;

/** Tokens of look.md; one constant text, named by its hash in the page's policy. */
const STYLE = `@font-face{font-family:'Atkinson Hyperlegible Next';src:url(/font.woff2) format('woff2');font-weight:200 800;font-display:swap}
:root{color-scheme:light dark;--ink:#14202B;--soft:#4A5866;--paper:#F7F5F0;--surface:#FFFFFF;--line:#DFDBD1;--accent:#0A6169;--tint:#E4F0F0}
@media(prefers-color-scheme:dark){:root{--ink:#E9EEF2;--soft:#A9B6C2;--paper:#0E161D;--surface:#17222C;--line:#2A3743;--accent:#6CCFCB;--tint:#17323A}}
*{box-sizing:border-box}
html{font-family:'Atkinson Hyperlegible Next','Noto Sans',system-ui,sans-serif;line-height:1.5;background:var(--paper);color:var(--ink)}
body{margin:0;padding:24px 16px 48px;font-size:16px;overflow-wrap:break-word}
main{max-width:52rem;margin:0 auto}
h1{margin:0 0 16px;font-size:28px;line-height:1.25;font-weight:600;text-wrap:balance}
h2{margin:32px 0 12px;font-size:22px;line-height:1.25;font-weight:600}
p{margin:0 0 8px;max-width:65ch}
a{color:var(--accent)}
ul{list-style:none;margin:0;padding:0;display:grid;gap:8px}
li{padding:12px 16px;background:var(--surface);border:1px solid var(--line);border-radius:10px;scroll-margin-top:16px}
li:target{border-color:var(--accent);background:var(--tint)}
li p:last-child{margin:0}
code{font-size:14px;color:var(--soft);overflow-wrap:anywhere}`;

const POLICY = `default-src 'none'; img-src 'self'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** No script, no form, nothing from outside: the list is read, also on a server that reaches no other. */
export function errorsPolicy(): string {
  return POLICY;
}

/** docs/lti-errors.md as a page: every code there is, in the words the other pages use. `icon` is the address of the sign. */
export function errorsPage(locale: HelpLocale, icon: string): string {
  const words = WORDS[locale];
  const other: HelpLocale = locale === 'de' ? 'en' : 'de';
  const parts = PARTS.map(({ title, english, codes }) => {
    const heading = locale === 'de' ? title.replace(/ \(`.*$/, '') : english;
    return `<h2>${escape(heading)}</h2>\n<ul>\n${codes.map((code) => row(code, locale)).join('\n')}\n</ul>`;
  });
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(words.title)} · Lotse</title>
${icon === '' ? '' : `<link rel="icon" href="${escape(icon)}">`}
<style>${STYLE}</style>
</head>
<body>
<main>
<p><a href="${ERRORS_PATH}?lang=${other}" lang="${other}">${words.other}</a></p>
<h1>${escape(words.title)}</h1>
<p>${escape(words.lead)}</p>
${parts.join('\n')}
</main>
</body>
</html>
`;
}

function row(code: string, locale: HelpLocale): string {
  const [what, remedy] = helpOf(code)?.[locale] ?? ['', ''];
  return `<li id="${anchorOf(code)}"><p><code>${escape(code)}</code></p><p>${escape(what)}</p><p><strong>${escape(remedy)}</strong></p></li>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

import { createHash } from 'node:crypto';

export type PageLocale = 'de' | 'en';

/** One server-rendered page. All texts are ours; what comes from outside is escaped like the rest. */
export interface PageWish {
  locale: PageLocale;
  title: string;
  /** Paragraphs for the person in front of the screen. */
  text: readonly string[];
  /** What is to be done next, in this order. */
  steps?: readonly string[];
  /** The one action of the page: opens in a window of its own. */
  button?: { label: string; href: string };
  /** Instead of it: tells the page around this one, if it is the platform's, that it may close the frame. */
  close?: { label: string; origin: string };
  /** For whoever runs the LMS or Lotse. */
  admin?: { heading: string; text: string; more?: { label: string; href: string } };
  code?: string;
  /** Shown instead while a script of ours works; it may send a form, or show the page after all. */
  meanwhile?: { text: string; script: string; form?: { action: string; fields: Readonly<Record<string, string>> } };
}

/** Tokens of look.md. One constant text, so that the page's policy names it by its hash and needs no nonce. */
const STYLE = `@font-face{font-family:'Atkinson Hyperlegible Next';src:url(/font.woff2) format('woff2');font-weight:200 800;font-display:swap}
:root{color-scheme:light dark;--ink:#14202B;--soft:#4A5866;--paper:#F7F5F0;--surface:#FFFFFF;--line:#7A8491;--accent:#0A6169;--on-accent:#FFFFFF}
@media(prefers-color-scheme:dark){:root{--ink:#E9EEF2;--soft:#A9B6C2;--paper:#0E161D;--surface:#17222C;--line:#6B7A88;--accent:#6CCFCB;--on-accent:#0E161D}}
*{box-sizing:border-box}
html{font-family:'Atkinson Hyperlegible Next','Atkinson Hyperlegible','Noto Sans',system-ui,sans-serif;line-height:1.5;background:var(--paper);color:var(--ink)}
body{margin:0;padding:24px 16px;font-size:18px}
main{max-width:65ch;margin:0 auto;background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:24px}
h1{margin:0 0 16px;font-size:28px;line-height:1.25;font-weight:600;text-wrap:balance}
h2{margin:24px 0 8px;font-size:18px;font-weight:600}
p{margin:0 0 12px}
.soft{color:var(--soft);font-size:16px}
ol{margin:0 0 12px;padding-left:24px}
li{margin:0 0 8px}
.soft a{color:var(--accent)}
.code{color:var(--soft);font-size:14px;margin:16px 0 0;overflow-wrap:anywhere}
.button{display:inline-block;min-height:48px;margin:12px 0;padding:10px 24px;border:0;border-radius:8px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/**
 * The policy the page is sent with. No picture, no form, and no script but the one that closes, by its nonce. Framing stays open where no registration is known
 * yet: the page must be readable inside the LMS that is set up wrongly, holds nothing of anybody, and does nothing.
 */
export function pagePolicy(framers: readonly string[] | null, nonce?: string, sends = false): string {
  const script = nonce === undefined ? '' : ` script-src 'nonce-${nonce}';`;
  return `default-src 'none';${script} style-src 'sha256-${STYLE_HASH}'; font-src 'self'; base-uri 'none'; form-action ${sends ? `'self'` : `'none'`}; frame-ancestors ${framers === null ? '*' : framers.length > 0 ? framers.join(' ') : `'none'`}`;
}

export function ltiPage(wish: PageWish, nonce?: string): string {
  const text = wish.text.map((paragraph) => `<p>${escape(paragraph)}</p>`).join('\n');
  const button = wish.button
    ? `\n<p><a class="button" href="${escape(wish.button.href)}" target="_blank" rel="noopener">${escape(wish.button.label)}</a></p>`
    : '';
  const steps = wish.steps ? `\n<ol>\n${wish.steps.map((step) => `<li>${escape(step)}</li>`).join('\n')}\n</ol>` : '';
  const code = wish.code ? `\n<p class="code">${wish.locale === 'de' ? 'Kennung' : 'Code'}: ${escape(wish.code)}</p>` : '';
  return `<!doctype html>
<html lang="${wish.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(wish.title)} · Lotse</title>
<style>${STYLE}</style>
</head>
<body>${meanwhile(wish.meanwhile)}
<main${wish.meanwhile ? ' hidden' : ''}>
<h1>${escape(wish.title)}</h1>
${text}${steps}${button}${closing(wish.close, nonce)}${forAdmins(wish.admin)}${code}
</main>${wish.meanwhile && nonce !== undefined ? `\n<script nonce="${nonce}">${wish.meanwhile.script}</script>` : ''}
</body>
</html>
`;
}

function forAdmins(admin: PageWish['admin']): string {
  if (!admin) return '';
  const more = admin.more ? `\n<p class="soft"><a href="${escape(admin.more.href)}" target="_blank" rel="noopener">${escape(admin.more.label)}</a></p>` : '';
  return `\n<h2>${escape(admin.heading)}</h2>\n<p class="soft">${escape(admin.text)}</p>${more}`;
}

function meanwhile(wish: PageWish['meanwhile']): string {
  if (!wish) return '';
  const fields = Object.entries(wish.form?.fields ?? {}).map(
    ([name, value]) => `<input type="hidden" id="${escape(name)}" name="${escape(name)}" value="${escape(value)}">`,
  );
  const form = wish.form ? `\n<form id="again" method="post" action="${escape(wish.form.action)}">${fields.join('')}</form>` : '';
  return `\n<p id="wait" role="status">${escape(wish.text)}</p>${form}`;
}

/** The message goes to the platform's origin alone, never to whoever happens to frame the page (P-04). */
function closing(close: PageWish['close'], nonce: string | undefined): string {
  if (!close || nonce === undefined) return '';
  const origin = JSON.stringify(close.origin).replace(/</g, '\\u003c');
  const script = `document.getElementById('close').addEventListener('click',()=>{(window.opener||window.parent).postMessage({subject:'org.imsglobal.lti.close'},${origin})});`;
  return `\n<p><button class="button" id="close" type="button">${escape(close.label)}</button></p>\n<script nonce="${nonce}">${script}</script>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

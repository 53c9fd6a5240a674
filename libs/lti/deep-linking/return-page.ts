import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { PageLocale } from '../pages/lti-page.js';

const WORDS = {
  de: { title: 'Die Auswahl geht an die Lernplattform', text: 'Einen Augenblick.', button: 'Weiter zur Lernplattform' },
  en: { title: 'Your choice goes to the learning platform', text: 'One moment.', button: 'On to the learning platform' },
} as const;

const STYLE = `:root{color-scheme:light dark}body{margin:0;padding:24px 16px;font:18px/1.5 system-ui,sans-serif}h1{margin:0 0 12px;font-size:24px}button{min-height:48px;padding:10px 24px;font:inherit}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Submits itself once; a second press, a reload from the cache or going back does not submit again. */
const SCRIPT = `const form=document.forms[0];let sent=false;form.addEventListener('submit',(event)=>{if(sent){event.preventDefault();return}sent=true;document.querySelector('button').setAttribute('aria-disabled','true')});form.requestSubmit();`;

/** The form that carries the signed message to the platform's return address (Deep Linking 2.0, 4.5.1). */
export function returnPage(to: { returnUrl: string; message: string; nonce: string; locale: PageLocale }): string {
  const words = WORDS[to.locale];
  return `<!doctype html>
<html lang="${to.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title} · Lotse</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<p>${words.text}</p>
<form method="post" action="${escape(to.returnUrl)}">
<input type="hidden" name="JWT" value="${escape(to.message)}">
<button type="submit">${words.button}</button>
</form>
</main>
<script nonce="${to.nonce}">${SCRIPT}</script>
</body>
</html>
`;
}

/** The page may post to the return address only and is not cached: its message works once. */
export function sendReturnPage(reply: FastifyReply, to: { returnUrl: string; message: string; locale: PageLocale; framers: readonly string[] }): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src 'sha256-${STYLE_HASH}'`,
    `base-uri 'none'`,
    `form-action ${new URL(to.returnUrl).origin}`,
    `frame-ancestors ${to.framers.join(' ')}`,
  ];
  void reply
    .status(200)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(returnPage({ ...to, nonce }));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

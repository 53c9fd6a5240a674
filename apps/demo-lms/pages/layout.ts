/** The frame of every page of the demo LMS: one light style, no script, usable from 360 px. */
import { escapeHtml, html, type Reply } from '../http.js';
import { fullName, type Platform } from '../platform.js';
import type { Person } from '../model.js';

export interface PageInput {
  title: string;
  body: string;
  person?: Person | null;
  status?: number;
  /** Way back: text and address. */
  back?: { text: string; href: string };
  /** Shown inside a frame: without the site's header. */
  bare?: boolean;
  /** Fills the window, for the activity with its frame. */
  wide?: boolean;
  script?: string;
}

const STYLE = `
:root{--ink:#16202b;--soft:#4b5866;--paper:#f5f6f4;--card:#fff;--line:#d5dad9;--edge:#7a8491}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
a{color:var(--accent)}header{background:var(--accent);color:#fff}header>div{max-width:72rem;margin:auto;padding:12px 16px;display:flex;gap:12px 24px;align-items:center;flex-wrap:wrap}
header a{color:#fff;text-decoration:none}header strong{font-size:18px;font-weight:600}header .who{margin-left:auto;display:flex;gap:12px;align-items:center;flex-wrap:wrap}
main{max-width:72rem;margin:auto;padding:24px 16px 48px}main.wide{max-width:none;padding:12px 16px 16px}h1{font-size:26px;line-height:1.25;margin:0 0 16px;font-weight:600}main.wide h1{font-size:20px;margin:0}
h2{font-size:18px;margin:24px 0 8px;font-weight:600}p{max-width:65ch}.soft{color:var(--soft)}
.cards{list-style:none;margin:0;padding:0;display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr))}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px}.rows{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:10px}
.rows li{padding:12px 16px;display:flex;gap:8px 16px;flex-wrap:wrap;align-items:center;border-top:1px solid var(--line)}.rows li:first-child{border-top:0}.rows li>:first-child{flex:1 1 14rem}
.button,button{display:inline-block;font:inherit;background:var(--card);color:var(--accent);border:1px solid var(--accent);border-radius:8px;padding:9px 16px;min-height:44px;text-decoration:none;cursor:pointer}
.main{background:var(--accent);color:#fff}header button{background:transparent;color:#fff;border-color:#fff}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible{outline:3px solid var(--accent);outline-offset:2px}header a:focus-visible,header button:focus-visible{outline-color:#fff}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:10px 12px;border-top:1px solid var(--line);vertical-align:top;font-variant-numeric:tabular-nums}
thead th{border-top:0;font-weight:600;min-width:9rem}tbody th{font-weight:400;white-space:nowrap}td small,td a{display:block}td small{color:var(--soft)}
label{display:block;margin:12px 0 4px}input[type=text],select,textarea{width:100%;font:inherit;padding:9px 12px;border:1px solid var(--edge);border-radius:8px;background:#fff;color:inherit}
.note{background:#fff6e5;border:1px solid #8a4b08;border-radius:8px;padding:12px 16px}.bar{display:flex;gap:8px 16px;flex-wrap:wrap;align-items:center;margin-bottom:12px}.apart>:last-child{margin-left:auto}
nav{margin-bottom:8px}code{overflow-wrap:anywhere}dl{margin:8px 0 0}dd{margin:0 0 8px}summary{cursor:pointer;min-height:24px}summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.badge{border:1px solid var(--edge);border-radius:99px;padding:1px 10px;font-size:14px;color:var(--soft)}iframe{display:block;width:100%;height:calc(100vh - 180px);min-height:400px;border:1px solid var(--line);border-radius:8px;background:#fff}
`;

export function page(platform: Platform, input: PageInput): Reply {
  const { base } = platform;
  const back = input.back ? `<nav aria-label="Zurück"><a href="${escapeHtml(input.back.href)}">‹ ${escapeHtml(input.back.text)}</a></nav>` : '';
  const body = `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(input.title)} – ${escapeHtml(platform.name)}</title><link rel="icon" href="data:,">
<style>:root{--accent:${escapeHtml(platform.accent)}}${STYLE}</style></head><body>
${input.bare ? '' : `<header><div><a href="${base}/"><strong>${escapeHtml(platform.name)}</strong></a>${who(platform, input.person ?? null)}</div></header>`}
<main${input.wide ? ' class="wide"' : ''}>${back}${input.body}</main>${input.script ? `<script>${input.script}</script>` : ''}</body></html>`;
  return html(body, input.status ?? 200, { 'cache-control': 'private, no-store' });
}

function who(platform: Platform, person: Person | null): string {
  if (!person) return '<span class="who">Demo-Lernplattform</span>';
  return `<span class="who"><span>${escapeHtml(fullName(person))}</span>
<form method="post" action="${platform.base}/login/logout.php"><button type="submit">Abmelden</button></form></span>`;
}

/** "Tools verwalten" for the admin, in the words of Moodle 4.5: register by URL in a frame or by hand, activate, edit, delete. */
import { moodleNames } from '#lotse/contract';
import { escapeHtml, redirect, type Reply, type Req } from '../http.js';
import type { Tool } from '../model.js';
import type { Platform } from '../platform.js';
import { registrationAddress, toolsAt } from '../registration.js';
import { admin } from './admin.js';
import { hidden } from './fields.js';
import { page } from './layout.js';
import { errorPage } from './plain.js';

const names = moodleNames('de');

export function toolsPage(platform: Platform, req: Req): Reply {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const rows = platform.state.tools.map((tool) => row(platform, tool));
  const url = req.query.get('url');
  const list = rows.length > 0 ? `<h2>Tools</h2><ul class="rows">${rows.join('')}</ul>` : '';
  const body = `<p class="soft">Website-Administration › Plugins › Aktivitäten › Externes Tool</p><h1>Tools verwalten</h1>
<h2>Tool hinzufügen</h2><form method="get" action="${platform.base}/mod/lti/toolconfigure.php">
<label for="url">${names.toolUrl}</label><input type="text" id="url" name="url" value="${escapeHtml(url ?? '')}">
<p><button class="main" type="submit">${names.addAdvantage}</button></p></form>
<p>Alternativ können Sie ein <a href="${platform.base}/mod/lti/typessettings.php">${names.configureManually}</a>.</p>${url ? frame(platform, url) : ''}${list}`;
  return page(platform, { title: 'Tools verwalten', person: who, back: { text: 'Meine Kurse', href: `${platform.base}/` }, body, script: url ? CLOSE : '' });
}

function row(platform: Platform, tool: Tool): string {
  const label = (what: string): string => `aria-label="${what}: ${escapeHtml(tool.name)}" title="${what}"`;
  return `<li><span><strong>${escapeHtml(tool.name)}</strong>${details(platform, tool)}</span>
<span class="badge">${tool.state === 'active' ? names.active : names.pending}</span>
<a class="button" href="${platform.base}/mod/lti/typessettings.php?id=${tool.id}" ${label(names.edit)}>✎</a>
${tool.state === 'active' ? '' : action(platform, tool, 'activate', `<button type="submit">${names.activate}</button>`)}
${action(platform, tool, 'delete', `<button type="submit" ${label(names.deleteTool)}>${names.deleteTool}</button>`)}</li>`;
}

const action = (platform: Platform, tool: Tool, what: string, button: string): string =>
  `<form method="post" action="${platform.base}/mod/lti/toolaction.php">${hidden('id', tool.id)}${hidden('action', what)}
${button}</form>`;

/** What is entered at the tool, by Moodle's names. */
function details({ base }: Platform, tool: Tool): string {
  const values = [
    [names.platformId, base],
    [names.clientId, tool.clientId],
    [names.deploymentId, tool.id],
    [names.keysetUrl, `${base}/mod/lti/certs.php`],
    [names.tokenUrl, `${base}/mod/lti/token.php`],
    [names.authUrl, `${base}/mod/lti/auth.php`],
  ] as const;
  const lines = values.map(([name, value]) => `<dt class="soft">${name}</dt><dd><code>${escapeHtml(value)}</code></dd>`);
  return `<details><summary>${names.details}</summary><dl>${lines.join('')}</dl></details>`;
}

function frame(platform: Platform, toolPage: string): string {
  const url = URL.parse(toolPage);
  if (!url || !/^https?:$/.test(url.protocol)) return '<p class="note" role="alert">Das ist keine Web-Adresse.</p>';
  const known = toolsAt(platform, url).length > 0;
  const src = known ? `${platform.base}/mod/lti/startltiadvregistration.php?url=${encodeURIComponent(url.href)}` : registrationAddress(platform, url, null);
  return `<iframe title="Registrierung" src="${escapeHtml(src)}"></iframe>`;
}

/** In the frame, where a tool of that address is there already: take its place, or stand beside it. */
export function registrationChoicePage(platform: Platform, req: Req): Reply {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const url = URL.parse(req.query.get('url') ?? '');
  if (!url) return errorPage(platform, 404, 'Das ist keine Web-Adresse.');
  const wanted = req.query.get('type');
  const tools = toolsAt(platform, url);
  if (wanted !== null) return redirect(registrationAddress(platform, url, tools.find((tool) => tool.id === wanted) ?? null));
  const choice = (type: string, text: string): string =>
    `<form method="get" action="${platform.base}/mod/lti/startltiadvregistration.php">${hidden('url', url.href)}${hidden('type', type)}<button type="submit">${text}</button></form>`;
  const rows = tools.map(
    (tool) => `<li><span>${escapeHtml(tool.name)}</span><span class="soft">${escapeHtml(tool.targetUrl)}</span>${choice(tool.id, names.update)}</li>`,
  );
  const body = `<h1>Tools verwalten</h1><p>Vorhandene Tools sind an die Domain der Registrierung angehängt. Möchten Sie ein bereits installiertes externes Tool aktualisieren oder ein neues externes Tool erstellen?</p>
<ul class="rows">${rows.join('')}</ul><p>${choice('0', names.asNew)}</p>`;
  return page(platform, { title: 'Tools verwalten', body, bare: true });
}

/** The tool says it is done: show the list anew. */
const CLOSE = `addEventListener('message',function(e){var f=document.querySelector('iframe');
if(f&&e.source===f.contentWindow&&e.data&&e.data.subject==='org.imsglobal.lti.close')location.href=location.pathname;});`;

export async function answerToolAction(platform: Platform, req: Req): Promise<Reply> {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const tool = platform.state.tools.find((one) => one.id === req.form.get('id'));
  if (!tool) return errorPage(platform, 404, 'Dieses Tool gibt es nicht.');
  const back = { text: 'Tools verwalten', href: `${platform.base}/mod/lti/toolconfigure.php` };
  const asked = req.form.get('action');
  if (asked === 'delete') {
    const body = `<h1>Möchten Sie dieses vorkonfigurierte Tool wirklich löschen?</h1><p><strong>${escapeHtml(tool.name)}</strong></p>
${action(platform, tool, 'delete-surely', `<button class="main" type="submit">${names.deleteTool}</button>`)}`;
    return page(platform, { title: names.deleteTool, person: who, back, body });
  }
  if (asked === 'activate') tool.state = 'active';
  // its activities stay and lead nowhere, as in Moodle
  if (asked === 'delete-surely') platform.state.tools = platform.state.tools.filter((one) => one !== tool);
  await platform.changed();
  return redirect(back.href);
}

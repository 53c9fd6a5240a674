/** "Tools verwalten" for the admin, in the words of Moodle 4.5: register by URL in a frame, activate. */
import { moodleNames } from '#lotse/contract';
import { escapeHtml, redirect, type Reply, type Req } from '../http.js';
import type { Tool } from '../model.js';
import type { Platform } from '../platform.js';
import { registrationQuery } from '../registration.js';
import { admin } from './admin.js';
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
<p><button class="main" type="submit">${names.addAdvantage}</button></p></form>${url ? frame(platform, url) : ''}${list}`;
  return page(platform, { title: 'Tools verwalten', person: who, back: { text: 'Meine Kurse', href: `${platform.base}/` }, body, script: url ? CLOSE : '' });
}

function row(platform: Platform, tool: Tool): string {
  const action = tool.state === 'pending' ? 'activate' : 'deactivate';
  return `<li><span><strong>${escapeHtml(tool.name)}</strong><br><span class="soft">Client-ID ${escapeHtml(tool.clientId)}, Deployment-ID ${tool.id}</span></span>
<span class="badge">${tool.state === 'active' ? 'Aktiv' : names.pending}</span>
<a class="button" href="${platform.base}/mod/lti/typessettings.php?id=${tool.id}" aria-label="Bearbeiten: ${escapeHtml(tool.name)}" title="Bearbeiten">✎</a>
<form method="post" action="${platform.base}/mod/lti/toolaction.php"><input type="hidden" name="id" value="${tool.id}"><input type="hidden" name="action" value="${action}">
<button type="submit">${tool.state === 'active' ? 'Deaktivieren' : names.activate}</button></form></li>`;
}

function frame(platform: Platform, toolPage: string): string {
  const url = URL.parse(toolPage);
  if (!url || !/^https?:$/.test(url.protocol)) return '<p class="note" role="alert">Das ist keine Web-Adresse.</p>';
  for (const [name, value] of registrationQuery(platform)) url.searchParams.set(name, value);
  return `<iframe title="Registrierung" src="${escapeHtml(url.href)}"></iframe>`;
}

/** The tool says it is done: show the list anew. */
const CLOSE = `addEventListener('message',function(e){var f=document.querySelector('iframe');
if(f&&e.source===f.contentWindow&&e.data&&e.data.subject==='org.imsglobal.lti.close')location.href=location.pathname;});`;

export async function answerToolAction(platform: Platform, req: Req): Promise<Reply> {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const tool = platform.state.tools.find((one) => one.id === req.form.get('id'));
  if (!tool) return errorPage(platform, 404, 'Dieses Werkzeug gibt es nicht.');
  tool.state = req.form.get('action') === 'activate' ? 'active' : 'pending';
  await platform.changed();
  return redirect(`${platform.base}/mod/lti/toolconfigure.php`);
}

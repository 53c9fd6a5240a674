/** "Tools verwalten" for the admin, in the words of Moodle 4.5: register by URL in a frame, activate. */
import { escapeHtml, redirect, type Reply, type Req } from '../http.js';
import { loggedIn } from '../launch-endpoint.js';
import type { Person, Tool } from '../model.js';
import { isManager, type Platform } from '../platform.js';
import { registrationQuery } from '../registration.js';
import { page } from './layout.js';
import { errorPage, loginPage } from './plain.js';

function admin(platform: Platform, req: Req): Person | Reply {
  const found = loggedIn(platform, req);
  if (!found) return loginPage(platform, req.url);
  return isManager(found.person) ? found.person : errorPage(platform, 403, 'Das darf nur die Administration.');
}

export function toolsPage(platform: Platform, req: Req): Reply {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const rows = platform.state.tools.map((tool) => row(platform, tool));
  const url = req.query.get('url');
  const list = rows.length > 0 ? `<h2>Tools</h2><ul class="rows">${rows.join('')}</ul>` : '';
  const body = `<p class="soft">Website-Administration › Plugins › Aktivitäten › Externes Tool</p><h1>Tools verwalten</h1>
<h2>Tool hinzufügen</h2><form method="get" action="${platform.base}/mod/lti/toolconfigure.php">
<label for="url">Tool-URL</label><input type="text" id="url" name="url" value="${escapeHtml(url ?? '')}">
<p><button class="main" type="submit">LTI Advantage hinzufügen</button></p></form>${url ? frame(platform, url) : ''}${list}`;
  return page(platform, { title: 'Tools verwalten', person: who, back: { text: 'Meine Kurse', href: `${platform.base}/` }, body, script: url ? CLOSE : '' });
}

function row(platform: Platform, tool: Tool): string {
  const action = tool.state === 'pending' ? 'activate' : 'deactivate';
  return `<li><span><strong>${escapeHtml(tool.name)}</strong><br><span class="soft">Client-ID ${escapeHtml(tool.clientId)}, Deployment-ID ${tool.id}</span></span>
<span class="badge">${tool.state === 'active' ? 'aktiv' : 'wartet auf Aktivierung'}</span>
<form method="post" action="${platform.base}/mod/lti/toolaction.php"><input type="hidden" name="id" value="${tool.id}"><input type="hidden" name="action" value="${action}">
<button type="submit">${tool.state === 'active' ? 'Deaktivieren' : 'Aktivieren'}</button></form></li>`;
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

/** Settings of one tool (the pencil, or a new one by hand) and of the site's own requests, by the names of the German language pack. */
import { randomBytes } from 'node:crypto';
import { moodleNames } from '#lotse/contract';
import { escapeHtml, redirect, type Reply, type Req } from '../http.js';
import type { Person, SiteSettings } from '../model.js';
import { findTool, type Platform } from '../platform.js';
import { page } from './layout.js';
import { errorPage } from './plain.js';
import { admin } from './admin.js';
import { area } from './fields.js';
import { missingField, NEW_TOOL, readTool, toolFields, type ToolSettings } from './tool-form.js';

const names = moodleNames('de');
const NO_TOOL = 'Dieses Tool gibt es nicht.';

/** Without an id: "Tool manuell konfigurieren". */
export function toolSettingsPage(platform: Platform, req: Req): Reply {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const id = req.query.get('id');
  const tool = id === null ? null : findTool(platform.state, id);
  if (id !== null && !tool) return errorPage(platform, 404, NO_TOOL);
  return formPage(platform, who, { id, tool: tool ?? NEW_TOOL, clientId: tool?.clientId ?? null, note: '' });
}

interface Shown {
  id: string | null;
  tool: ToolSettings;
  clientId: string | null;
  note: string;
}

function formPage(platform: Platform, who: Person, { id, tool, clientId, note }: Shown): Reply {
  const action = `${platform.base}/mod/lti/typessettings.php${id === null ? '' : `?id=${id}`}`;
  const body = `<h1>${names.toolSetup}</h1>${note === '' ? '' : `<p class="note" role="alert">${escapeHtml(note)}</p>`}
<form method="post" action="${action}">${toolFields(tool, clientId)}
<p><button class="main" type="submit">${names.saveChanges}</button></p></form>`;
  const back = { text: 'Tools verwalten', href: `${platform.base}/mod/lti/toolconfigure.php` };
  return page(platform, { title: names.toolSetup, person: who, back, body });
}

export async function answerToolSettings(platform: Platform, req: Req): Promise<Reply> {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const id = req.query.get('id');
  const tool = id === null ? null : findTool(platform.state, id);
  if (id !== null && !tool) return errorPage(platform, 404, NO_TOOL);
  const said = readTool(req.form);
  const missing = missingField(said);
  if (missing) return formPage(platform, who, { id, tool: said, clientId: tool?.clientId ?? null, note: `${missing}: Dieses Feld ist leer.` });
  if (tool) Object.assign(tool, said);
  else platform.state.tools.push(newTool(platform, said));
  await platform.changed();
  return redirect(`${platform.base}/mod/lti/toolconfigure.php`);
}

/** A tool made by hand is active at once, as in Moodle. */
function newTool(platform: Platform, said: ToolSettings): Platform['state']['tools'][number] {
  const id = String((platform.state.last.tool += 1));
  return { ...said, id, clientId: randomBytes(12).toString('base64url').slice(0, 15), state: 'active', description: '' };
}

export function httpSecurityPage(platform: Platform, req: Req): Reply {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const { blockedHosts = '', allowedPorts = '' } = platform.state.settings ?? {};
  const body = `<p class="soft">Website-Administration › Allgemein › Sicherheit</p><h1>HTTP-Sicherheit</h1><form method="post" action="${platform.base}/admin/settings.php">
${area('blockedhosts', names.blockedHosts, blockedHosts)}${area('allowedports', names.allowedPorts, allowedPorts)}
<p><button class="main" type="submit">${names.saveChanges}</button></p></form>`;
  return page(platform, { title: 'HTTP-Sicherheit', person: who, back: { text: 'Meine Kurse', href: `${platform.base}/` }, body });
}

export async function answerHttpSecurity(platform: Platform, req: Req): Promise<Reply> {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const settings: SiteSettings = {
    ...platform.state.settings,
    blockedHosts: req.form.get('blockedhosts') ?? '',
    allowedPorts: req.form.get('allowedports') ?? '',
  };
  platform.state.settings = settings;
  platform.toolKeys.clear();
  await platform.changed();
  return redirect(`${platform.base}/admin/settings.php`);
}

/** Settings of one tool (the pencil) and of the site's own requests, by the names of the German language pack. */
import { moodleNames } from '#lotse/contract';
import { escapeHtml, redirect, type Reply, type Req } from '../http.js';
import type { SiteSettings, Tool } from '../model.js';
import { findTool, type Platform } from '../platform.js';
import { SCOPE } from '../scopes.js';
import { page } from './layout.js';
import { errorPage } from './plain.js';
import { admin } from './admin.js';

const names = moodleNames('de');
const GRADES = [SCOPE.lineItem, SCOPE.lineItemRead, SCOPE.resultRead, SCOPE.score];
const READING = [SCOPE.lineItemRead, SCOPE.resultRead];

const select = (id: string, label: string, options: readonly (readonly [value: string, text: string])[], now: string): string =>
  `<label for="${id}">${escapeHtml(label)}</label><select id="${id}" name="${id}">${options
    .map(([value, text]) => `<option value="${value}"${value === now ? ' selected' : ''}>${escapeHtml(text)}</option>`)
    .join('')}</select>`;
const area = (id: string, label: string, value: string): string =>
  `<label for="${id}">${escapeHtml(label)}</label><textarea id="${id}" name="${id}" rows="5">${escapeHtml(value)}</textarea>`;

export function toolSettingsPage(platform: Platform, req: Req): Reply {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const tool = findTool(platform.state, req.query.get('id') ?? '');
  if (!tool) return errorPage(platform, 404, 'Dieses Werkzeug gibt es nicht.');
  const form = [identity(tool), listing(tool), services(tool), privacy(tool)].join('\n');
  const body = `<h1>Vorkonfiguriertes Tool bearbeiten</h1><form method="post" action="${platform.base}/mod/lti/typessettings.php?id=${tool.id}">
${form}
<p><button class="main" type="submit">Änderungen speichern</button></p></form>`;
  const back = { text: 'Tools verwalten', href: `${platform.base}/mod/lti/toolconfigure.php` };
  return page(platform, { title: 'Vorkonfiguriertes Tool bearbeiten', person: who, back, body });
}

const KEY_TYPES = [
  ['keyset', names.keyTypeKeyset],
  ['rsa', names.keyTypeRsa],
] as const;
const USAGES = [
  ['preconfigured', names.usagePreconfigured],
  ['chooser', names.usageChooser],
] as const;
const GRADE_SERVICES = [
  ['off', 'Do not use this service'],
  ['read', 'Use this service for grade sync only'],
  ['on', names.gradesOn],
] as const;
const ROSTER_SERVICES = [
  ['off', 'Service nicht nutzen'],
  ['on', names.rosterOn],
] as const;
const SHARING = [
  ['never', names.never],
  ['always', 'Immer'],
] as const;

const identity = (tool: Tool): string => `${select('keytype', names.keyType, KEY_TYPES, tool.keyType ?? 'keyset')}
<label for="keyset">${names.keyset}</label><input type="text" id="keyset" name="keyset" value="${escapeHtml(tool.jwksUrl)}">`;
const listing = (tool: Tool): string => select('usage', names.usage, USAGES, tool.usage ?? 'chooser');
const services = (tool: Tool): string => `<h2>${names.services}</h2>
${select('grades', names.grades, GRADE_SERVICES, gradesOf(tool))}
${select('roster', names.roster, ROSTER_SERVICES, tool.scopes.includes(SCOPE.roster) ? 'on' : 'off')}`;
const privacy = (tool: Tool): string => `<h2>${names.privacy}</h2>
${select('name', names.shareName, SHARING, tool.sendName === 'always' ? 'always' : 'never')}`;

function gradesOf(tool: Tool): string {
  if (tool.scopes.includes(SCOPE.score)) return 'on';
  return tool.scopes.includes(SCOPE.resultRead) ? 'read' : 'off';
}

export async function answerToolSettings(platform: Platform, req: Req): Promise<Reply> {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const tool = findTool(platform.state, req.query.get('id') ?? '');
  if (!tool) return errorPage(platform, 404, 'Dieses Werkzeug gibt es nicht.');
  const chosen = (name: string): string => req.form.get(name) ?? '';
  tool.keyType = chosen('keytype') === 'rsa' ? 'rsa' : 'keyset';
  tool.jwksUrl = chosen('keyset');
  tool.usage = chosen('usage') === 'chooser' ? 'chooser' : 'preconfigured';
  const grades = chosen('grades') === 'on' ? GRADES : chosen('grades') === 'read' ? READING : [];
  tool.scopes = [...grades, ...(chosen('roster') === 'on' ? [SCOPE.roster] : [])];
  tool.sendName = chosen('name') === 'always' ? 'always' : 'never';
  await platform.changed();
  return redirect(`${platform.base}/mod/lti/toolconfigure.php`);
}

export function httpSecurityPage(platform: Platform, req: Req): Reply {
  const who = admin(platform, req);
  if ('status' in who) return who;
  const { blockedHosts = '', allowedPorts = '' } = platform.state.settings ?? {};
  const body = `<p class="soft">Website-Administration › Allgemein › Sicherheit</p><h1>HTTP-Sicherheit</h1><form method="post" action="${platform.base}/admin/settings.php">
${area('blockedhosts', names.blockedHosts, blockedHosts)}${area('allowedports', names.allowedPorts, allowedPorts)}
<p><button class="main" type="submit">Änderungen speichern</button></p></form>`;
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

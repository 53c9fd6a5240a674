/** The form of a tool, with Moodle's fields in Moodle's order: what stands in it, and what is made of it. */
import { moodleNames } from '#lotse/contract';
import { escapeHtml } from '../http.js';
import type { Tool } from '../model.js';
import type { Privacy } from '../options.js';
import { SCOPE } from '../scopes.js';
import { area, line, select, tick, type Options } from './fields.js';

const names = moodleNames('de');
const GRADES = [SCOPE.lineItem, SCOPE.lineItemRead, SCOPE.resultRead, SCOPE.score];
const READING = [SCOPE.lineItemRead, SCOPE.resultRead];

/** What a form can say of a tool; the rest is the platform's. */
export type ToolSettings = Omit<Tool, 'id' | 'clientId' | 'state' | 'description'>;

/** A form that nobody has filled in yet. */
export const NEW_TOOL: ToolSettings = {
  name: '',
  loginUrl: '',
  targetUrl: '',
  deepLinkUrl: null,
  redirectUris: [],
  jwksUrl: '',
  scopes: [],
  custom: '',
  sendName: 'delegate',
  sendEmail: 'delegate',
  icon: '',
  keyType: 'keyset',
  usage: 'preconfigured',
  container: 3,
};

const VERSIONS: Options = [['1.3.0', 'LTI 1.3']];
const KEY_TYPES: Options = [
  ['rsa', names.keyTypeRsa],
  ['keyset', names.keyTypeKeyset],
];
const USAGES: Options = [
  ['hidden', names.usageHidden],
  ['preconfigured', names.usagePreconfigured],
  ['chooser', names.usageChooser],
];
const CONTAINERS: Options = [
  ['2', names.containerEmbed],
  ['3', names.containerNoBlocks],
  ['5', names.containerExisting],
  ['4', names.containerNew],
];
const GRADE_SERVICES: Options = [
  ['off', 'Do not use this service'],
  ['read', 'Use this service for grade sync only'],
  ['on', names.gradesOn],
];
const ROSTER_SERVICES: Options = [
  ['off', 'Diesen Service nicht nutzen'],
  ['on', names.rosterOn],
];
const SHARING: Options = [
  ['never', names.never],
  ['always', names.always],
  ['delegate', names.delegate],
];

/** `clientId` where the tool has one already: it is shown, not asked for. */
export function toolFields(tool: ToolSettings, clientId: string | null): string {
  return `<h2>${names.toolSettings}</h2>${line('typename', names.toolName, tool.name)}${line('toolurl', names.toolUrl, tool.targetUrl)}
${select('ltiversion', names.ltiVersion, VERSIONS, '1.3.0')}${clientId === null ? '' : `<p>${names.clientId}: <code>${escapeHtml(clientId)}</code></p>`}
${select('keytype', names.keyType, KEY_TYPES, tool.keyType ?? 'keyset')}${area('publickey', names.publicKey, tool.publicKey ?? '', 3)}
${line('keyset', names.keyset, tool.jwksUrl)}${line('initiatelogin', names.loginUrl, tool.loginUrl)}
${area('redirectionuris', names.redirects, tool.redirectUris.join('\n'), 3)}${area('customparameters', names.custom, tool.custom, 3)}
${select('usage', names.usage, USAGES, tool.usage ?? 'chooser')}${select('container', names.container, CONTAINERS, String(tool.container ?? 3))}
${tick('contentitem', names.deepLinking, tool.deepLinkUrl !== null)}
${line('contenturl', names.contentUrl, tool.deepLinkUrl === tool.targetUrl ? '' : (tool.deepLinkUrl ?? ''))}${line('icon', names.iconUrl, tool.icon)}
<h2>${names.services}</h2>${select('grades', names.grades, GRADE_SERVICES, gradesOf(tool))}
${select('roster', names.roster, ROSTER_SERVICES, tool.scopes.includes(SCOPE.roster) ? 'on' : 'off')}
<h2>${names.privacy}</h2>${select('name', names.shareName, SHARING, tool.sendName)}${select('email', names.shareEmail, SHARING, tool.sendEmail)}`;
}

function gradesOf(tool: ToolSettings): string {
  if (tool.scopes.includes(SCOPE.score)) return 'on';
  return tool.scopes.includes(SCOPE.resultRead) ? 'read' : 'off';
}

const USAGE = { hidden: 'hidden', chooser: 'chooser' } as const;
const CONTAINER = { '2': 2, '4': 4, '5': 5 } as const;
const SHARES = { always: 'always', delegate: 'delegate' } as const satisfies Record<string, Privacy>;
const read = <T, F>(table: Record<string, T>, value: string, otherwise: F): T | F => (Object.hasOwn(table, value) ? (table[value] ?? otherwise) : otherwise);

export function readTool(form: URLSearchParams): ToolSettings {
  const said = (name: string): string => (form.get(name) ?? '').trim();
  const lines = (name: string): string => said(name).replaceAll('\r\n', '\n');
  const targetUrl = said('toolurl');
  const grades = read({ on: GRADES, read: READING }, said('grades'), []);
  return {
    name: said('typename'),
    targetUrl,
    keyType: said('keytype') === 'rsa' ? 'rsa' : 'keyset',
    publicKey: lines('publickey'),
    jwksUrl: said('keyset'),
    loginUrl: said('initiatelogin'),
    redirectUris: lines('redirectionuris').split('\n').filter(Boolean),
    custom: lines('customparameters'),
    usage: read(USAGE, said('usage'), 'preconfigured'),
    container: read(CONTAINER, said('container'), 3),
    deepLinkUrl: said('contentitem') === '1' ? said('contenturl') || targetUrl : null,
    icon: said('icon'),
    scopes: [...grades, ...(said('roster') === 'on' ? [SCOPE.roster] : [])],
    sendName: read(SHARES, said('name'), 'never'),
    sendEmail: read(SHARES, said('email'), 'never'),
  };
}

/** The field without which Moodle does not take the form. */
export function missingField(tool: ToolSettings): string | null {
  const needed: [string, string][] = [
    [names.toolName, tool.name],
    [names.toolUrl, tool.targetUrl],
  ];
  return needed.find(([, value]) => value === '')?.[0] ?? null;
}

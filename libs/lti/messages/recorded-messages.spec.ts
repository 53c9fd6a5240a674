import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SafeFetch } from '#lotse/base';
import { Playback, recorded, RECORDED_AT, recordings } from '../recorded.js';
import { readClaims, type Claims, type LtiLaunch } from './claims.js';
import { contentItem } from '../deep-linking/content-items.js';
import { authRequestUrl, readInitiation } from '../launch/login-initiation.js';
import { readKeys } from '../launch/platform-keys.js';
import { readConfiguration } from '../registration/openid-configuration.js';
import { readRegistrationAnswer, registrationRequest } from '../registration/tool-configuration.js';
import { HEADER_RULES, readHeader } from '../launch/token-rules.js';

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const OURS = 'https://lotse.example';

it('every recording passes through our own code in one of these files', () => {
  const specs = ['recorded-messages', '../services/recorded-services', 'claims']
    .map((name) => readFileSync(new URL(`./${name}.spec.ts`, import.meta.url), 'utf8'))
    .join('\n');
  expect(recordings().length).toBeGreaterThanOrEqual(50);
  expect(recordings().filter((name) => !specs.includes(`'${name}'`))).toEqual([]);
});

interface Launch {
  header: Record<string, unknown>;
  claims: Claims;
}
function launchOf(name: string): LtiLaunch {
  const launch = readClaims(recorded<Launch>(name).claims);
  if (launch === 'mentor' || 'broken' in launch) throw new Error(JSON.stringify(launch));
  return launch;
}
const LAUNCHES = ['launch-admin', 'launch-manager', 'launch-student', 'launch-student2', 'launch-student-window', 'launch-teacher', 'launch-tutor'];
const MORE = [
  'launch-student-deeplinked-item',
  'launch-student-privacy-never',
  'launch-submission-review',
  'launch-teacher-nograde-noblocks',
  'deep-linking-request',
];

describe('launches', () => {
  it.each([...LAUNCHES, ...MORE])('%s: the header names one key and RS256; exp is a minute after iat', (name) => {
    const { header, claims } = recorded<Launch>(name);
    const token = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.e30.c2ln`;
    expect(readHeader(token, HEADER_RULES)).toEqual({ kid: header['kid'] });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(60);
    expect(typeof claims['aud']).toBe('string');
  });
  it('a tutor, a manager and the admin of the site arrive as teachers: a right inside Lotse is a grant, not a claim', () => {
    for (const name of ['launch-tutor', 'launch-manager', 'launch-admin', 'launch-teacher'])
      expect([name, launchOf(name).role, launchOf(name).proposed]).toEqual([name, 'teacher', null]);
  });
  it('an activity made by deep linking: values that begin with $ count as unset, and the column is its own', () => {
    const launch = launchOf('launch-student-deeplinked-item');
    expect(launch).toMatchObject({ role: 'trainee', message: { kind: 'resource-link', link: { id: '11' } }, target: null, lineItem: { reason: null } });
    expect(JSON.stringify(launch)).not.toContain('$');
  });
  it('the grader report asks for one person’s work', () =>
    expect(launchOf('launch-submission-review')).toMatchObject({ role: 'teacher', message: { kind: 'submission-review', forUser: '4', link: { id: '11' } } }));
  it('the dialog takes several links and, saying nothing of it, their columns', () =>
    expect(launchOf('deep-linking-request').message).toEqual({
      kind: 'deep-linking',
      settings: {
        returnUrl: expect.stringContaining('contentitem_return.php?course=2'),
        data: null,
        acceptsLinks: true,
        acceptsSeveral: true,
        acceptsLineItem: true,
      },
    }));
});

interface Initiation {
  form: Record<string, string>;
  authRequestSentByTool: Record<string, string>;
}
const INITIATIONS = [
  'login-initiation-admin',
  'login-initiation-manager',
  'login-initiation-student',
  'login-initiation-student-window',
  'login-initiation-student2',
  'login-initiation-teacher',
  'login-initiation-teacher-nograde-noblocks',
  'login-initiation-tutor',
];
/** Our authentication request for what the Moodle sent, as name and value. */
function requestFor({ form }: Pick<Initiation, 'form'>): Record<string, string> {
  const { login_hint: loginHint, target_link_uri: targetLinkUri, lti_message_hint: hint, client_id: clientId = '' } = readInitiation(form);
  const login = { registration: 'r', targetLinkUri, loginHint, messageHint: hint ?? null, storageTarget: null, state: 's', nonce: 'n' };
  return Object.fromEntries(new URL(authRequestUrl({ authUrl: `${RECORDED_AT}/mod/lti/auth.php`, clientId }, OURS, login)).searchParams);
}

describe('logins', () => {
  it.each(INITIATIONS)('%s: read whole, no storage offered, and the hint goes back byte for byte', (name) => {
    const { form, authRequestSentByTool } = recorded<Initiation>(name);
    expect(readInitiation(form)).toEqual({
      iss: RECORDED_AT,
      login_hint: form['login_hint'],
      target_link_uri: form['target_link_uri'],
      lti_message_hint: form['lti_message_hint'],
      client_id: form['client_id'],
    });
    const { state: _, nonce: __, redirect_uri: ___, ...taken } = authRequestSentByTool;
    expect(requestFor({ form })).toEqual({ ...taken, redirect_uri: `${OURS}/lti/launch`, state: 's', nonce: 'n' });
    expect(JSON.parse(requestFor({ form })['lti_message_hint'] ?? '')).toHaveProperty('launchid');
  });
  it('auth-request-errors: nothing the Moodle refused stands in a request of ours', () => {
    const ours = requestFor(recorded<Initiation>('login-initiation-student'));
    const tried = recorded<Record<string, { override: Record<string, string>; launched: boolean }>>('auth-request-errors');
    const refused = Object.values(tried).filter((one) => !one.launched);
    expect(refused.length).toBeGreaterThan(6);
    for (const { override } of refused) for (const [name, value] of Object.entries(override)) expect([name, ours[name] === value]).toEqual([name, false]);
  });
});

describe('registration', () => {
  let moodle: Playback;
  beforeAll(async () => {
    moodle = await new Playback().open();
  });
  afterAll(() => moodle.close());

  it('openid-config: four addresses of one host, and no audience of its own', async () => {
    moodle.play({ status: 200, headers: { 'content-type': 'application/json' }, body: recorded('openid-config') });
    const at = moodle.origin;
    const read = await readConfiguration(new SafeFetch({ insecureLms: [at] }), `${at}/mod/lti/openid-configuration.php`);
    expect(read).toEqual({
      issuer: at,
      authUrl: `${at}/mod/lti/auth.php`,
      tokenUrl: `${at}/mod/lti/token.php`,
      jwksUrl: `${at}/mod/lti/certs.php`,
      registrationUrl: `${at}/mod/lti/openid-registration.php`,
      audience: null,
    });
  });
  it('registration-request: ours says everything the accepted one said, and asks for less', () => {
    const taken = recorded<{ body: Record<string, unknown> }>('registration-request').body;
    const ours = registrationRequest(OURS, { askNames: false });
    const optional = ['contacts', 'policy_uri', 'tos_uri'];
    expect(
      Object.keys(taken)
        .filter((name) => !(name in ours))
        .sort(),
    ).toEqual(optional);
    for (const name of ['application_type', 'response_types', 'grant_types', 'token_endpoint_auth_method']) expect(ours[name]).toEqual(taken[name]);
    const [theirs, own] = [taken[TOOL_CONFIGURATION], ours[TOOL_CONFIGURATION]] as Record<string, unknown>[];
    expect(Object.keys(own ?? {}).sort()).toEqual(Object.keys(theirs ?? {}).sort());
    expect(own?.['claims']).toEqual(['iss', 'sub']);
    expect((registrationRequest(OURS, { askNames: true })[TOOL_CONFIGURATION] as { claims: string[] }).claims).not.toContain('email');
    expect(own?.['domain']).toBe(new URL(String(own?.['target_link_uri'])).host);
  });
  it('registration-response: 200 with client and deployment', () => {
    const { status, body } = recorded<{ status: number; body: unknown }>('registration-response');
    expect([status, readRegistrationAnswer(JSON.stringify(body))]).toEqual([200, { clientId: 'pI4LnY8VR9mIqMG', deploymentId: '1' }]);
  });
  it('registration-initiation and registration-token: opened in a frame, with a token of one hour that works once', () => {
    const { query, secFetchDest, closeMessageToolMustPost, replaySecondPost } = recorded<{
      query: Record<string, string>;
      secFetchDest: string;
      closeMessageToolMustPost: unknown;
      replaySecondPost: { status: number; body: string };
    }>('registration-initiation');
    expect([Object.keys(query).sort(), secFetchDest]).toEqual([['openid_configuration', 'registration_token'], 'iframe']);
    const page = readFileSync(new URL('../pages/lti-page.ts', import.meta.url), 'utf8');
    expect(page).toContain(
      JSON.stringify(closeMessageToolMustPost)
        .replaceAll('"', '')
        .replace(/:(.*)}/, ":'$1'}"),
    );
    expect(replaySecondPost).toMatchObject({ status: 401, body: 'token_already_used' });
    const { claims } = recorded<{ claims: { iat: number; exp: number; scope: string } }>('registration-token');
    expect([claims.scope, claims.exp - claims.iat]).toEqual(['reg', 3600]);
  });
  it('jwks: one key that signs', async () => {
    const { keys } = recorded<{ keys: { kid: string }[] }>('jwks');
    expect([...((await readKeys(JSON.stringify({ keys }))) ?? []).keys()]).toEqual(keys.map((key) => key.kid));
  });
});

interface Choice {
  sentByTool: { claims?: Record<string, unknown> } & Record<string, unknown>;
  saved: unknown;
  createdInDb: { name: string; grade: number; instructorcustomparameters: string; instructorchoiceacceptgrades: number }[] | null;
}
const ITEMS = 'https://purl.imsglobal.org/spec/lti-dl/claim/content_items';
const sentIn = (name: string): Record<string, unknown>[] => {
  const { sentByTool } = recorded<Choice>(name);
  return ((sentByTool.claims ?? sentByTool)[ITEMS] ?? []) as Record<string, unknown>[];
};
const made = (name: string, title: string) => recorded<Choice>(name).createdInDb?.find((one) => one.name === title);
/** What we would send, with the worst title a content file could have. */
const item = (title = 'Probezeit', acceptsLineItem = true) =>
  contentItem({ item: { kind: 'unit', id: 'wiso-probezeit' }, title, text: 'Text' }, { url: `${OURS}/lti/launch`, acceptsLineItem });

describe('deep linking: what went wrong in a recording is not sent by us', () => {
  it('deep-linking-response-multibad: 200 or 12.5 points become a column without numbers; a whole number up to 100 does not', () => {
    const points = sentIn('deep-linking-response-multibad').map((one) => (one['lineItem'] as { scoreMaximum: number }).scoreMaximum);
    expect(points).toEqual(expect.arrayContaining([200, 12.5, 13]));
    expect(made('deep-linking-response-multibad', 'Good 13')?.grade).toBe(13);
    expect(item().lineItem?.scoreMaximum).toBe(100);
  });
  it('deep-linking-response-single: a value outside 1 to 100 stops the form; deep-linking-response-singleint does not', () => {
    expect(JSON.stringify(recorded<Choice>('deep-linking-response-single').saved)).toContain('integer between 1 and 100');
    expect(made('deep-linking-response-singleint', 'DL Quiz Eins')?.grade).toBe(42);
  });
  it('deep-linking-response-newlines: a second line of a custom value became a parameter of its own', () => {
    expect(made('deep-linking-response-newlines', 'NL alert(1) & "q"')?.instructorcustomparameters).toContain('\r\nl2=v');
    for (const value of Object.values(item('Zeile 1\nZeile 2').custom)) expect(value).not.toMatch(/[\r\n]/);
  });
  it('deep-linking-response-longtitle: more than 255 characters are refused; ours are cut', () => {
    expect(JSON.stringify(recorded<Choice>('deep-linking-response-longtitle').saved)).toContain('Maximum of 255 characters');
    expect([...item('L'.repeat(10_000)).title]).toHaveLength(255);
  });
  it('deep-linking-response-notitle and deep-linking-response-nourl: Moodle fills in its own; ours has both', () => {
    expect(sentIn('deep-linking-response-notitle')[0]).not.toHaveProperty('title');
    expect(sentIn('deep-linking-response-nourl')[0]).not.toHaveProperty('url');
    expect(item()).toMatchObject({ title: 'Probezeit', url: `${OURS}/lti/launch` });
  });
  it('deep-linking-response-nolineitem: no column is made; ours leaves it out only where it is not taken', () => {
    expect(made('deep-linking-response-nolineitem', 'DL ohne LineItem')?.instructorchoiceacceptgrades).toBe(0);
    expect([item().lineItem === undefined, item('x', false).lineItem === undefined]).toEqual([false, true]);
  });
  it.each(['deep-linking-response-html', 'deep-linking-response-link'])(
    '%s: a type the dialog did not ask for becomes a broken activity; ours are links',
    (name) => {
      expect(sentIn(name)[0]?.['type']).not.toBe('ltiResourceLink');
      expect(item().type).toBe('ltiResourceLink');
    },
  );
  it('deep-linking-response-multi: several are made, each with its own custom values', () => {
    expect(sentIn('deep-linking-response-multi').map((one) => one['type'])).toEqual(['ltiResourceLink', 'ltiResourceLink', 'ltiResourceLink']);
    expect(made('deep-linking-response-multi', 'Multi C ohne LI')?.instructorcustomparameters).toBe('quiz_id=q-C');
  });
  it.each(['deep-linking-response-empty', 'deep-linking-response-error'])('%s: nothing is made', (name) => {
    expect([sentIn(name), recorded<Choice>(name).createdInDb]).toEqual([[], null]);
  });
  it('deep-linking-negative: Moodle looks at iss alone, so what else is wrong would go unnoticed', () => {
    const tried = recorded<Record<string, { accepted: boolean }>>('deep-linking-negative');
    expect(Object.keys(tried).filter((name) => !tried[name]?.accepted)).toEqual(['wrongIss', 'itemsNotArray']);
  });
});

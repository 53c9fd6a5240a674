import { SCOPE } from '../messages/claims.js';

const TOOL_CONFIGURATION = 'https://purl.imsglobal.org/spec/lti-tool-configuration';
const LINE_ITEM = 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem';
const ROSTER = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

/** Rights Lotse asks for: write scores, read them back, find or make a column, read the members of the launch's course. */
export const TOOL_SCOPES: readonly string[] = [SCOPE.score, SCOPE.resultRead, LINE_ITEM, ROSTER];

/** Every address an LMS has to know of Lotse. */
export function toolAddresses(ourUrl: string): { login: string; launch: string; keys: string; icon: string } {
  return { login: `${ourUrl}/lti/login`, launch: `${ourUrl}/lti/launch`, keys: `${ourUrl}/lti/keys`, icon: `${ourUrl}/lti/icon.svg` };
}

/** A parameter the LMS fills in itself: a copied course is told by it from a new one. */
export const TOOL_CUSTOM = { context_history: '$Context.id.history' } as const;

const DESCRIPTION = 'Prüfungsvorbereitung und Deutsch für die Prüfung in der Ausbildung.';

/**
 * What Lotse sends to be registered (LTI Dynamic Registration 1.0, 3.5.2; shape as recorded with Moodle 4.5). The claims
 * asked for set the privacy of the tool for good: names only where the provider wants them, e-mail addresses never.
 */
export function registrationRequest(ourUrl: string, wish: { askNames: boolean }): Record<string, unknown> {
  const { login, launch, keys, icon } = toolAddresses(ourUrl);
  return {
    application_type: 'web',
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: login,
    redirect_uris: [launch],
    client_name: 'Lotse',
    'client_name#de': 'Lotse',
    jwks_uri: keys,
    logo_uri: icon,
    client_uri: ourUrl,
    token_endpoint_auth_method: 'private_key_jwt',
    scope: TOOL_SCOPES.join(' '),
    [TOOL_CONFIGURATION]: {
      domain: new URL(ourUrl).host,
      description: DESCRIPTION,
      target_link_uri: launch,
      custom_parameters: TOOL_CUSTOM,
      claims: ['iss', 'sub', ...(wish.askNames ? ['name', 'given_name', 'family_name'] : [])],
      messages: [
        { type: 'LtiResourceLinkRequest', target_link_uri: launch, label: 'Lotse' },
        {
          type: 'LtiDeepLinkingRequest',
          target_link_uri: launch,
          label: 'Choose content',
          'label#de': 'Inhalte auswählen',
          placements: ['ContentArea'],
          roles: [],
        },
      ],
    },
  };
}

/** Client id, and the deployment where the answer names one: Moodle does, other platforms tell it in the first launch. */
export function readRegistrationAnswer(text: string): { clientId: string; deploymentId: string | null } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // told by the caller
  }
  const answer = value as { client_id?: unknown; [TOOL_CONFIGURATION]?: { deployment_id?: unknown } | null } | null;
  const clientId = idIn(answer?.client_id);
  return clientId === null ? null : { clientId, deploymentId: idIn(answer?.[TOOL_CONFIGURATION]?.deployment_id) };
}

function idIn(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.length >= 1 && text.length <= 255 && !/\p{Cc}/u.test(text) ? text : null;
}

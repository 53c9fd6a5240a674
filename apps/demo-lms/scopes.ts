/** Scopes a site knows, in the order in which it lists them. */
const AGS = 'https://purl.imsglobal.org/spec/lti-ags/scope';

export const SCOPE = {
  lineItem: `${AGS}/lineitem`,
  lineItemRead: `${AGS}/lineitem.readonly`,
  resultRead: `${AGS}/result.readonly`,
  score: `${AGS}/score`,
  roster: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
  toolSetting: 'https://purl.imsglobal.org/spec/lti-ts/scope/toolsetting',
  outcome: 'https://purl.imsglobal.org/spec/lti-bo/scope/basicoutcome',
} as const;

/** Order of the endpoint claim. */
export const AGS_SCOPES: string[] = [SCOPE.lineItem, SCOPE.lineItemRead, SCOPE.resultRead, SCOPE.score];

/** Order of a registration answer. */
export const REGISTRATION_SCOPES: string[] = [SCOPE.score, SCOPE.resultRead, SCOPE.lineItemRead, SCOPE.lineItem, SCOPE.roster, SCOPE.toolSetting];

import { DeepLinkTicket } from './deep-linking/entities.js';
import { GradeDifference, GradeDue, LineItem } from './grades/entities.js';
import { LoginState, ResourceLink } from './launch/entities.js';
import { Deployment, LtiKey, Registration } from './platforms/platform.entities.js';
import { RegistrationInvite } from './registration/entities.js';
import { RosterSync } from './roster/entities.js';
import { RegistrationSeen, SelfTest } from './self-test/entities.js';

/** For the data source and the schema comparison. */
export const LTI_ENTITIES = [
  Registration,
  Deployment,
  LtiKey,
  ResourceLink,
  LineItem,
  LoginState,
  GradeDue,
  RegistrationInvite,
  RegistrationSeen,
  SelfTest,
  DeepLinkTicket,
  RosterSync,
  GradeDifference,
];

import { ErrorsController } from '../help/errors.controller.js';
import { OwnKeys } from '../keys/own-keys.js';
import { PlatformProbe } from '../self-test/platform-probe.js';
import { SeenReader } from '../self-test/seen-facts.js';
import { SelfTestService } from '../self-test/self-test.service.js';
import { Sightings } from '../services/sightings.js';
import { TokenRequest } from '../services/token-request.js';
import { DynamicRegistration } from './dynamic-registration.service.js';
import { EndSessions } from './end-sessions.js';
import { InvitesService } from './invites.service.js';
import { ManualRegistration } from './manual-registration.service.js';
import { PlatformPages } from './platform-pages.service.js';
import { PlatformStates } from './platform-states.service.js';
import { PlatformStatesController } from './platform-states.controller.js';
import { TakeOver } from './take-over.service.js';
import { PlatformsController } from './platforms.controller.js';
import { RegisterController } from './register.controller.js';

/** What the lib's module takes in from here: registration, self-test and keys. */
export const REGISTRATION_CONTROLLERS = [RegisterController, ErrorsController, PlatformsController, PlatformStatesController];
export const REGISTRATION_PROVIDERS = [
  TokenRequest,
  OwnKeys,
  Sightings,
  SeenReader,
  PlatformProbe,
  SelfTestService,
  InvitesService,
  DynamicRegistration,
  ManualRegistration,
  EndSessions,
  PlatformPages,
  PlatformStates,
  TakeOver,
];

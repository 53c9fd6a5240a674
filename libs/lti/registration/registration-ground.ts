import { Inject, Injectable } from '@nestjs/common';
import { Audit, Clock, Log, SafeFetch, SETTINGS, type Settings } from '#lotse/base';
import { PlatformsService } from '../platforms/platforms.service.js';

/** What the registration stands on; one parameter less for each. */
@Injectable()
export class RegistrationGround {
  constructor(
    readonly clock: Clock,
    readonly audit: Audit,
    readonly log: Log,
    @Inject(SETTINGS) readonly settings: Settings,
  ) {}
}

/** Where registrations are written and what may be asked; one parameter less for each. */
@Injectable()
export class RegistrationPlaces {
  constructor(
    readonly platforms: PlatformsService,
    readonly safeFetch: SafeFetch,
    @Inject(SETTINGS) readonly settings: Settings,
  ) {}
}

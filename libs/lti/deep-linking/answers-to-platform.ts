import { Inject, Injectable } from '@nestjs/common';
import { CatalogService } from '#lotse/catalog';
import { Db, Problem, SETTINGS, type Settings } from '#lotse/base';
import { refusal } from '../pages/refusals.js';
import type { Platform } from '../platforms/platforms.queries.js';
import { originOf, PlatformsService, serviceOrigins } from '../platforms/platforms.service.js';
import { CourseRooms } from '../links/course-rooms.js';
import { chosenFrom, contentItem, ITEM_RULES } from './content-items.js';
import { ResponseSigner } from './response-signer.js';
import { TicketsService, type TakenAnswer } from './tickets.service.js';

export interface SignedAnswer {
  platform: Platform;
  returnUrl: string;
  message: string;
}

/** Turns a choice into the signed message for the platform that asked. */
@Injectable()
export class AnswersToPlatform {
  /** Tests switch one off, to see that it is missed. */
  rules = { ...ITEM_RULES, checksReturnUrl: true };

  constructor(
    private readonly db: Db,
    private readonly tickets: TicketsService,
    private readonly platforms: PlatformsService,
    private readonly catalog: CatalogService,
    private readonly rooms: CourseRooms,
    private readonly signer: ResponseSigner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The answer behind a code, once. Throws CHOICE_OVER, REGISTRATION_DISABLED, RETURN_URL_FOREIGN. */
  async take(code: string): Promise<SignedAnswer> {
    const taken = await this.tickets.take(code);
    if (!taken) throw refusal('CHOICE_OVER');
    const platform = await this.platforms.byId(taken.registration);
    if (platform?.state !== 'active') throw refusal('REGISTRATION_DISABLED');
    // addresses may have changed since the launch
    if (this.rules.checksReturnUrl && !serviceOrigins(platform).has(originOf(taken.returnUrl) ?? '')) throw refusal('RETURN_URL_FOREIGN');
    return { platform, returnUrl: taken.returnUrl, message: await this.sign(platform, taken) };
  }

  private sign(platform: Platform, taken: TakenAnswer): Promise<string> {
    return this.db.job(taken.tenant, async (tx) => {
      const units = (await this.catalog.units(tx, taken.tenant)).map((unit) => unit.package);
      const chosen = chosenFrom({ units, rooms: await this.rooms.of(tx, taken.tenant, taken.course) }, taken.items);
      if (!chosen) throw new Problem('not-found', 'unit.unknown');
      const to = { url: `${this.settings.url}/lti/launch`, acceptsLineItem: taken.acceptsLineItem };
      const items = chosen.map((one) => contentItem(one, to, this.rules));
      return this.signer.sign(tx, { platform, deploymentId: taken.deploymentId, data: taken.data, items });
    });
  }
}

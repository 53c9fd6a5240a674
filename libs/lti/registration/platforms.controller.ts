import { Controller, Inject } from '@nestjs/common';
import type { output } from 'zod/mini';
import { FromBody, FromQuery, Handle, IdParam, Problem, SETTINGS, type Settings } from '#lotse/base';
import {
  addPlatform,
  importPlatform,
  invitePlatform,
  movePlatform,
  platformPage,
  platforms,
  selfTestPlatform,
  toolValues,
  withdrawPlatformInvite,
  type FieldProblem,
  type PlatformPage,
  type SelfTestResult,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import type { HelpLocale } from '../help/help.js';
import { helpOf } from '../help/lti-codes.js';
import { PlatformsService } from '../platforms/platforms.service.js';
import { SelfTestService } from '../self-test/self-test.service.js';
import { InvitesService } from './invites.service.js';
import { ManualRegistration, type Written } from './manual-registration.service.js';
import { PlatformPages } from './platform-pages.service.js';
import { isRegistrationRefusal } from '../help/registration-codes.js';
import { lmsGuides, toolValues as valuesOf } from './tool-values.js';

const DONE = { done: true } as const;

/** The admin's pages of platforms: invitations, typed-in platforms, self-tests. */
@Controller()
export class PlatformsController {
  constructor(
    private readonly pages: PlatformPages,
    private readonly invites: InvitesService,
    private readonly manual: ManualRegistration,
    private readonly tests: SelfTestService,
    private readonly registered: PlatformsService,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Handle(platforms)
  async list(@CurrentMe() me: Me, @FromQuery(platforms) { locale }: QueryOf<typeof platforms>): Promise<output<typeof platforms.reply>> {
    // invitations first: of one that is taken up the platform is then there as well, also when that happens between the two
    const invites = await this.invites.list(me.tenant, locale);
    return { platforms: await this.pages.list(me.tenant), invites };
  }

  @Handle(invitePlatform)
  async invite(@CurrentMe() me: Me, @FromBody(invitePlatform) wish: BodyOf<typeof invitePlatform>): Promise<output<typeof invitePlatform.reply>> {
    const { expiresAt, ...made } = await this.invites.invite(me, wish);
    return { ...made, expiresAt: expiresAt.toISOString() };
  }

  @Handle(withdrawPlatformInvite)
  async withdraw(@CurrentMe() me: Me, @IdParam('inviteId') inviteId: string): Promise<typeof DONE> {
    await this.invites.withdraw(me, inviteId);
    return DONE;
  }

  @Handle(toolValues)
  values(@FromQuery(toolValues) { locale }: QueryOf<typeof toolValues>): output<typeof toolValues.reply> {
    return { values: valuesOf(this.settings.url), guides: lmsGuides(this.settings.url, locale) };
  }

  @Handle(addPlatform)
  async add(
    @CurrentMe() me: Me,
    @FromQuery(addPlatform) { locale }: QueryOf<typeof addPlatform>,
    @FromBody(addPlatform) typed: BodyOf<typeof addPlatform>,
  ): Promise<output<typeof addPlatform.reply>> {
    return inWords(await this.manual.add(me, typed), locale);
  }

  @Handle(importPlatform)
  async import(
    @FromQuery(importPlatform) { locale }: QueryOf<typeof importPlatform>,
    @FromBody(importPlatform) { url }: BodyOf<typeof importPlatform>,
  ): Promise<output<typeof importPlatform.reply>> {
    try {
      const { issuer, authUrl, tokenUrl, jwksUrl, audience } = await this.manual.import(url);
      return { values: { name: new URL(issuer).host, issuer, authUrl, tokenUrl, jwksUrl, audience }, problem: null };
    } catch (error) {
      if (!(error instanceof Problem) || !isRegistrationRefusal(error.code)) throw error;
      return { values: null, problem: { field: 'url', code: error.code, sentence: sentenceOf(error.code, locale), platformId: null } };
    }
  }

  @Handle(platformPage)
  page(
    @CurrentMe() me: Me,
    @IdParam('platformId') platformId: string,
    @FromQuery(platformPage) { locale }: QueryOf<typeof platformPage>,
  ): Promise<PlatformPage> {
    return this.pages.page(me.tenant, platformId, locale);
  }

  @Handle(selfTestPlatform)
  async selfTest(
    @CurrentMe() me: Me,
    @IdParam('platformId') platformId: string,
    @FromQuery(selfTestPlatform) { locale }: QueryOf<typeof selfTestPlatform>,
  ): Promise<SelfTestResult> {
    const platform = await this.registered.byId(platformId);
    if (platform?.tenant !== me.tenant) throw new Problem('not-found', 'platform.unknown');
    return this.tests.run(platform, me.person, locale);
  }

  @Handle(movePlatform)
  async move(
    @CurrentMe() me: Me,
    @IdParam('platformId') platformId: string,
    @FromQuery(movePlatform) { locale }: QueryOf<typeof movePlatform>,
    @FromBody(movePlatform) to: BodyOf<typeof movePlatform>,
  ): Promise<output<typeof movePlatform.reply>> {
    return inWords(await this.manual.move(me, platformId, to), locale);
  }
}

function inWords(written: Written, locale: HelpLocale): { platformId: string | null; problems: FieldProblem[] } {
  if ('platformId' in written) return { platformId: written.platformId, problems: [] };
  const problems = written.problems.map(({ field, code, platformId }) => ({ field, code, sentence: sentenceOf(code, locale), platformId: platformId ?? null }));
  return { platformId: null, problems };
}

function sentenceOf(code: string, locale: HelpLocale): string {
  return (helpOf(code)?.[locale] ?? []).join(' ');
}

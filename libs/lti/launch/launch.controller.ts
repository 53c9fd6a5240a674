import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Log, Public, SETTINGS, type Settings } from '#lotse/base';
import { SESSION_COOKIE } from '#lotse/people';
import { LaunchGate, type LaunchForm } from './launch-gate.js';
import { LaunchService } from './launch.service.js';
import { refusal } from '../pages/refusals.js';
import { browserOf, PARTITIONED } from './login-cookie.js';
import { localeOf } from '../pages/sentences.js';
import { Refusing } from '../pages/refusing.js';
import { sendGetPage } from './storage-pages.js';
import { Sightings } from '../services/sightings.js';

/** The launch itself (LTI Core 1.3, 4.1.3). Answers with a redirect, so that a reload repeats nothing. */
@Controller('/lti/launch')
export class LaunchController {
  constructor(
    private readonly gate: LaunchGate,
    private readonly launches: LaunchService,
    private readonly refusing: Refusing,
    private readonly sightings: Sightings,
    private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @Public()
  post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.refusing.page('launch.refused', request, reply, async () => {
      const form = (request.body ?? {}) as LaunchForm;
      if (form.id_token === undefined && form.state === undefined && form.error === undefined) throw refusal('LAUNCH_DIRECT');
      const cookie = browserOf(request);
      const toRead = cookie === null ? await this.gate.toRead(form) : null;
      if (toRead) {
        const locale = localeOf(request.headers['accept-language']);
        const spot = { platform: toRead.platform, target: toRead.target, rules: this.gate.rules.storage, locale };
        return sendGetPage(reply, spot, toRead.id, toRead.again);
      }
      const fromOwnPage = request.headers.origin === this.settings.url;
      const proved = await this.gate.prove(form, { cookie, fromOwnPage });
      const entry = await this.launches.enter(proved, { previousCookie: request.cookies[SESSION_COOKIE] ?? null, keepsCookie: cookie !== null });
      await this.sightings.note(proved.platform, { kind: 'launched' });
      this.log.info('launch.entered', {
        tenantId: proved.platform.tenant,
        registrationId: proved.platform.id,
        personId: entry.person,
        enrolmentId: entry.enrolment,
      });
      void reply
        .setCookie(SESSION_COOKIE, entry.cookie, PARTITIONED)
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .status(303)
        .header('location', `${entry.path}#${fragmentOf(entry.code, proved.launch.returnUrl)}`)
        .send();
    });
  }

  /** Somebody reloaded the address or kept it as a bookmark. */
  @Get()
  @Public()
  get(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.refusing.page('launch.refused', request, reply, () => Promise.reject(refusal('LAUNCH_DIRECT')));
  }
}

/** What stands behind # is sent to no server: the page hands the way back over with its code, and hears whether it may be shown. */
function fragmentOf(code: string, back: string | null): string {
  return new URLSearchParams({ code, ...(back === null ? {} : { back }) }).toString();
}

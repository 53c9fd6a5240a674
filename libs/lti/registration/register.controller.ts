import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway, Log, Problem, Public, SETTINGS, type Settings } from '#lotse/base';
import { PROBLEM_STATUS } from '#lotse/contract';
import { sendPage } from '../pages/send-page.js';
import { localeOf } from '../pages/sentences.js';
import { DynamicRegistration } from './dynamic-registration.service.js';
import { isRegistrationRefusal } from '../help/registration-codes.js';
import { registeredPage, registrationRefusedPage } from './registration-pages.js';

/** Lotse's mark, for the list of tools of an LMS. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0A6169"/><path d="M13 8h6l2.5 12h-11z" fill="#fff"/><path d="M16 4v4" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/><path d="M5 24c2.2-2.4 4.4-2.4 6.6 0s4.4 2.4 6.6 0 4.4-2.4 6.6 0c.7.8 1.4 1.2 2.2 1.5" fill="none" stroke="#6CCFCB" stroke-width="2.4" stroke-linecap="round"/></svg>`;

/** Where an invited LMS registers itself (LTI Dynamic Registration 1.0, 3.3): opened by it in a frame, with a token of its own. */
@Controller('/lti')
export class RegisterController {
  constructor(
    private readonly registration: DynamicRegistration,
    private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('/register/:token')
  @Public()
  async register(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const locale = localeOf(request.headers['accept-language']);
    const query = request.query as Record<string, unknown>;
    try {
      const done = await this.registration.register(token, { configurationUrl: query['openid_configuration'], token: query['registration_token'] });
      sendPage(reply, 200, registeredPage(locale, { platformOrigin: done.platformOrigin, ourUrl: this.settings.url }), [done.platformOrigin]);
    } catch (error) {
      const problem = this.translate(error);
      this.log.warn('platform.registration-refused', { reason: problem.code });
      const shown = problem.details?.['shown'];
      sendPage(reply, PROBLEM_STATUS[problem.kind], registrationRefusedPage(problem.code, locale, shown), null);
    }
  }

  /** Shown by pages of other origins, so it says that it may be. */
  @Get('/icon.svg')
  @Public()
  icon(@Res() reply: FastifyReply): void {
    void reply
      .headers({ 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400', 'cross-origin-resource-policy': 'cross-origin' })
      .send(ICON);
  }

  private translate(error: unknown): Problem {
    if (error instanceof Problem && isRegistrationRefusal(error.code)) return error;
    this.log.fault('platform.registration-failed', error);
    return isDatabaseAway(error) ? new Problem('unavailable', 'DATABASE_AWAY') : new Problem('internal', 'INTERNAL');
  }
}

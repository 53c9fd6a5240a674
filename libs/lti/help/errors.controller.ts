import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#lotse/base';
import { localeOf } from '../pages/sentences.js';
import { errorsPage, errorsPolicy } from './errors-page.js';

/** The list of errors, for anybody: it holds nothing of anybody. Every step and page that names a code leads here. */
@Controller('/lti')
export class ErrorsController {
  @Get('/errors')
  @Public()
  errors(@Query('lang') lang: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const locale = lang === 'de' || lang === 'en' ? lang : localeOf(request.headers['accept-language']);
    void reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': errorsPolicy(), 'cache-control': 'no-cache' })
      .send(errorsPage(locale, '/favicon.svg'));
  }
}

import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem, Public } from '#lotse/base';
import { Id } from '#lotse/contract';
import { PlatformsService } from '#lotse/lti';
import { SESSION_COOKIE, SessionsService } from '#lotse/people';
import { HomePage } from './home-page.js';
import { WebPage } from './web-page.js';

/** HTML of the web app. Which origin may frame it depends on the session, before there is one on the registration in the path. */
@Controller()
export class PagesController {
  constructor(
    private readonly frames: PlatformsService,
    @Inject(WebPage) private readonly web: WebPage,
    private readonly home: HomePage,
    private readonly sessions: SessionsService,
  ) {}

  @Get('/')
  @Public()
  start(@Res() reply: FastifyReply): Promise<void> {
    return this.home.send(reply);
  }

  @Get('/favicon.svg')
  @Public()
  icon(@Res() reply: FastifyReply): void {
    void reply.header('content-type', 'image/svg+xml').header('cache-control', 'public, max-age=86400').send(this.web.icon);
  }

  @Get('/font.woff2')
  @Public()
  font(@Res() reply: FastifyReply): void {
    void reply.header('content-type', 'font/woff2').header('cache-control', 'public, max-age=604800').send(this.web.font);
  }

  /** Pages of local accounts and the first start: framed by nobody. */
  @Get('/a')
  @Public()
  account(@Res() reply: FastifyReply): void {
    this.web.send(reply, []);
  }

  @Get('/a/*')
  @Public()
  accounts(@Res() reply: FastifyReply): void {
    this.web.send(reply, []);
  }

  @Get('/setup')
  @Public()
  setup(@Res() reply: FastifyReply): void {
    this.web.send(reply, []);
  }

  /** A classroom's beamer or tablet, and where its QR code leads: nobody signs in. */
  @Get('/room-device')
  @Public()
  roomDevice(@Res() reply: FastifyReply): void {
    this.web.send(reply, []);
  }

  /** Of the demo: this browser becomes the room device of the hour that runs. */
  @Get('/demo/room-device')
  @Public()
  async demoDevice(@Res() reply: FastifyReply): Promise<void> {
    if (!this.home.isDemo) throw new Problem('not-found', 'route.unknown');
    const code = await this.home.roomDevice();
    void reply.header('cache-control', 'no-store').redirect(code === null ? '/room-device' : `/room-device#${code}`, 302);
  }

  @Get('/check-in')
  @Public()
  checkIn(@Res() reply: FastifyReply): void {
    this.web.send(reply, []);
  }

  @Get('/l/:registration/*')
  @Public()
  async page(@Param('registration') registration: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const cookie = request.cookies[SESSION_COOKIE];
    // the session that this page would show says who may frame it; anybody can write a path
    const opened = cookie === undefined ? null : await this.sessions.resume(cookie);
    const framer = opened ? opened.session.registration : registration;
    this.web.send(reply, Id.safeParse(framer).success ? await this.frames.framersOf(framer ?? '') : []);
  }
}

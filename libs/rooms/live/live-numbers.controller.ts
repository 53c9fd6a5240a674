import { Controller } from '@nestjs/common';
import { Handle } from '#lotse/base';
import { liveNumbers, type LiveNumbers } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { ServerLoadService } from './server-load.service.js';

@Controller()
export class LiveNumbersController {
  constructor(private readonly load: ServerLoadService) {}

  @Handle(liveNumbers)
  read(@CurrentMe() me: Me): Promise<LiveNumbers> {
    return this.load.numbers(me);
  }
}

import { Controller } from '@nestjs/common';
import { FromBody, Handle } from '#lotse/base';
import { submitAnswers, type AnswerReply } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { AnswersService } from './answers.service.js';

@Controller()
export class AnswersController {
  constructor(private readonly answers: AnswersService) {}

  @Handle(submitAnswers)
  submit(@CurrentMe() me: Me, @FromBody(submitAnswers) body: { items: unknown[] }): Promise<{ items: AnswerReply[] }> {
    return this.answers.submitAll(me, body.items);
  }
}

import { Controller } from '@nestjs/common';
import { FromBody, Handle } from '#lotse/base';
import { submitAnswers, type AnswerReply, type BodyOf } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { AnswersService } from './answers.service.js';

@Controller()
export class AnswersController {
  constructor(private readonly answers: AnswersService) {}

  @Handle(submitAnswers)
  submit(@CurrentMe() me: Me, @FromBody(submitAnswers) body: BodyOf<typeof submitAnswers>): Promise<{ items: AnswerReply[] }> {
    return this.answers.submitAll(me, body.items);
  }
}

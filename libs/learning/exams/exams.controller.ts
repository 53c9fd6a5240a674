import { Controller } from '@nestjs/common';
import type { output } from 'zod/mini';
import { ContentParam, FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  beginExam,
  breakOffExam,
  examForm,
  examForms,
  examPaper,
  examResult,
  handInExam,
  saveExam,
  type BodyOf,
  type ExamForm,
  type ExamPaper,
  type ExamResult,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { ExamAttemptsService } from './exam-attempts.service.js';
import { ExamFormsService } from './exam-forms.service.js';
import { ExamResultService } from './exam-result.service.js';

@Controller()
export class ExamsController {
  constructor(
    private readonly exams: ExamFormsService,
    private readonly attempts: ExamAttemptsService,
    private readonly results: ExamResultService,
  ) {}

  @Handle(examForms)
  all(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string): Promise<{ forms: ExamForm[] }> {
    return this.exams.all(me, enrolmentId);
  }

  @Handle(examForm)
  one(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @ContentParam('formId') formId: string,
    @FromQuery(examForm) query: QueryOf<typeof examForm>,
  ): Promise<output<typeof examForm.reply>> {
    return this.exams.one(me, enrolmentId, formId, query);
  }

  @Handle(beginExam)
  begin(@CurrentMe() me: Me, @FromBody(beginExam) wish: BodyOf<typeof beginExam>): Promise<ExamPaper> {
    return this.attempts.begin(me, wish);
  }

  @Handle(examPaper)
  paper(@CurrentMe() me: Me, @IdParam('attemptId') attemptId: string): Promise<ExamPaper> {
    return this.attempts.paper(me, attemptId);
  }

  @Handle(saveExam)
  save(
    @CurrentMe() me: Me,
    @IdParam('attemptId') attemptId: string,
    @FromBody(saveExam) body: BodyOf<typeof saveExam>,
  ): Promise<output<typeof saveExam.reply>> {
    return this.attempts.save(me, attemptId, body.items);
  }

  @Handle(handInExam)
  handIn(@CurrentMe() me: Me, @IdParam('attemptId') attemptId: string): Promise<ExamResult> {
    return this.results.handIn(me, attemptId);
  }

  @Handle(breakOffExam)
  breakOff(@CurrentMe() me: Me, @IdParam('attemptId') attemptId: string): Promise<{ state: 'broken-off' }> {
    return this.results.breakOff(me, attemptId);
  }

  @Handle(examResult)
  result(@CurrentMe() me: Me, @IdParam('attemptId') attemptId: string): Promise<ExamResult> {
    return this.results.result(me, attemptId);
  }
}

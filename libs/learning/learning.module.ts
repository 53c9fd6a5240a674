import { Module } from '@nestjs/common';
import { CatalogModule } from '#lotse/catalog';
import { LtiModule } from '#lotse/lti';
import { PeopleModule } from '#lotse/people';
import { AnswersController } from './answers.controller.js';
import { AnswersService } from './answers.service.js';
import { CourseController } from './course.controller.js';
import { CourseLti, CourseService } from './course.service.js';
import { LearningController } from './learning.controller.js';
import { RunsService } from './runs.service.js';
import { StartService } from './start.service.js';

@Module({
  imports: [CatalogModule, LtiModule, PeopleModule],
  controllers: [AnswersController, LearningController, CourseController],
  providers: [AnswersService, RunsService, StartService, CourseService, CourseLti],
  exports: [AnswersService, RunsService],
})
export class LearningModule {}

import { Module } from '@nestjs/common';
import { CatalogModule } from '#lotse/catalog';
import { PeopleModule } from '#lotse/people';
import { GradePassback } from './grade-passback.js';
import { DueGrades } from './grades/due-grades.js';
import { SendGrade } from './grades/send-grade.js';
import { KeysController } from './keys.controller.js';
import { LaunchGate } from './launch-gate.js';
import { LaunchService } from './launch.service.js';
import { LaunchController } from './launch/launch.controller.js';
import { LinksService } from './launch/links.service.js';
import { LoginController } from './launch/login.controller.js';
import { LoginStates } from './launch/login-states.js';
import { PlatformKeys } from './launch/platform-keys.js';
import { Refusing } from './launch/refusing.js';
import { SessionController } from './launch/session.controller.js';
import { PlatformsService } from './platforms.service.js';
import { REGISTRATION_CONTROLLERS, REGISTRATION_PROVIDERS } from './registration/registration-parts.js';
import { LtiServices } from './services.js';

@Module({
  imports: [PeopleModule, CatalogModule],
  controllers: [LoginController, LaunchController, SessionController, KeysController, ...REGISTRATION_CONTROLLERS],
  providers: [PlatformsService, PlatformKeys, LoginStates, Refusing, LaunchGate, LinksService, LaunchService, LtiServices, DueGrades, SendGrade, GradePassback, ...REGISTRATION_PROVIDERS],
  exports: [PlatformsService, LaunchGate, LinksService, GradePassback],
})
export class LtiModule {}

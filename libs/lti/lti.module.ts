import { Module } from '@nestjs/common';
import { CatalogModule } from '#lotse/catalog';
import { PeopleModule } from '#lotse/people';
import { GradePassback } from './grades/grade-passback.js';
import { AnswersToPlatform } from './deep-linking/answers-to-platform.js';
import { DeepLinkingController } from './deep-linking/deep-linking.controller.js';
import { PickerService } from './deep-linking/picker.service.js';
import { ResponseSigner } from './deep-linking/response-signer.js';
import { TicketsService } from './deep-linking/tickets.service.js';
import { ColumnSeeker } from './grades/column-seeker.js';
import { CompareGrades } from './grades/compare-grades.js';
import { DueGrades } from './grades/due-grades.js';
import { SendGrade } from './grades/send-grade.js';
import { KeysController } from './keys/keys.controller.js';
import { LaunchGate } from './launch/launch-gate.js';
import { LaunchService } from './launch/launch.service.js';
import { LaunchController } from './launch/launch.controller.js';
import { AfterLaunch } from './launch/after-launch.js';
import { LinksService } from './links/links.service.js';
import { LoginController } from './launch/login.controller.js';
import { LoginStates } from './launch/login-states.js';
import { PlatformKeys } from './launch/platform-keys.js';
import { Refusing } from './pages/refusing.js';
import { SessionController } from './launch/session.controller.js';
import { CourseRooms } from './links/course-rooms.js';
import { SessionOpening } from './launch/session-opening.js';
import { PlatformsService } from './platforms/platforms.service.js';
import { REGISTRATION_CONTROLLERS, REGISTRATION_PROVIDERS } from './registration/registration-parts.js';
import { RosterKeeper } from './roster/roster-keeper.js';
import { RosterReader } from './roster/roster-reader.js';
import { RosterSyncService } from './roster/roster-sync.service.js';
import { LtiServices } from './services/services.js';

@Module({
  imports: [PeopleModule, CatalogModule],
  controllers: [LoginController, LaunchController, SessionController, KeysController, DeepLinkingController, ...REGISTRATION_CONTROLLERS],
  providers: [
    PlatformsService,
    PlatformKeys,
    LoginStates,
    Refusing,
    LaunchGate,
    LinksService,
    CourseRooms,
    SessionOpening,
    LaunchService,
    LtiServices,
    DueGrades,
    SendGrade,
    GradePassback,
    ColumnSeeker,
    CompareGrades,
    TicketsService,
    PickerService,
    AnswersToPlatform,
    ResponseSigner,
    AfterLaunch,
    RosterKeeper,
    RosterReader,
    RosterSyncService,
    ...REGISTRATION_PROVIDERS,
  ],
  exports: [PlatformsService, LaunchGate, LinksService, CourseRooms, SessionOpening, GradePassback, RosterSyncService],
})
export class LtiModule {}

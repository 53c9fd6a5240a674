import { Module, type OnModuleInit } from '@nestjs/common';
import { CatalogModule } from '#lotse/catalog';
import { LearningModule } from '#lotse/learning';
import { CourseRooms, LtiModule } from '#lotse/lti';
import { MeasuresModule } from '#lotse/measures';
import { Erasures, PeopleModule } from '#lotse/people';
import { BoardChannels } from './board/board-channels.js';
import { BoardController } from './board/board.controller.js';
import { BoardFollower } from './board/board-follower.js';
import { BoardChanges } from './board/board-changes.js';
import { BoardStore } from './board/board-store.js';
import { PicturesService } from './board/pictures.service.js';
import { LiveChannels } from './live/channels.js';
import { Connections } from './live/connections.js';
import { DevicesService } from './live/devices.service.js';
import { ExerciseChannels } from './live/exercise-channels.js';
import { LiveGateway } from './live/gateway.js';
import { LiveNumbersController } from './live/live-numbers.controller.js';
import { LiveServer } from './live/live-server.js';
import { MoodService } from './live/mood.service.js';
import { OtherServers } from './live/other-servers.js';
import { PeopleChannels } from './live/people-channels.js';
import { PollChannels } from './live/poll-channels.js';
import { PresenceService } from './live/presence.service.js';
import { ServerLoadService } from './live/server-load.service.js';
import { SocketServer } from './live/socket-server.js';
import { LiveTicker } from './live/ticker.js';
import { TicketsService } from './live/tickets.service.js';
import { MeetingEffects } from './log/meeting-effects.js';
import { MeetingStore } from './log/meeting-store.js';
import { Meetings } from './log/meetings.js';
import { TenantSealer } from './log/tenant-sealer.js';
import { MediaChannels } from './media/media-channels.js';
import { MediaController } from './media/media.controller.js';
import { MediaRulesService } from './media/media-rules.service.js';
import { RoomsController } from './rooms.controller.js';
import { isRoomOf, roomChoices } from './rooms.queries.js';
import { RoomsService } from './rooms.service.js';
import { SummaryController } from './summary/summary.controller.js';
import { SummaryService } from './summary/summary.service.js';

@Module({
  imports: [PeopleModule, MeasuresModule, CatalogModule, LtiModule, LearningModule],
  controllers: [RoomsController, BoardController, SummaryController, MediaController, LiveNumbersController],
  providers: [
    ...[TenantSealer, MeetingStore, MeetingEffects, Meetings, RoomsService, TicketsService, DevicesService, PresenceService],
    ...[SocketServer, Connections, LiveChannels, LiveTicker, LiveGateway, PeopleChannels, ExerciseChannels, PollChannels, MoodService],
    ...[BoardStore, BoardChanges, BoardFollower, BoardChannels, PicturesService, SummaryService, MediaRulesService, MediaChannels, OtherServers],
    ...[ServerLoadService, LiveServer],
  ],
  exports: [LiveServer, LiveChannels, Meetings, MeetingEffects, Connections, PresenceService, DevicesService, MediaRulesService],
})
export class RoomsModule implements OnModuleInit {
  constructor(
    private readonly erasures: Erasures,
    private readonly meetings: Meetings,
    private readonly courseRooms: CourseRooms,
  ) {}

  onModuleInit(): void {
    this.courseRooms.readFrom({
      of: (tx, tenant, courseId) => roomChoices(tx, { tenant, courseId }),
      has: (tx, tenant, courseId, roomId) => isRoomOf(tx, { tenant, courseId, roomId }),
    });
    this.erasures.onErased(() => void this.meetings.reload());
  }
}

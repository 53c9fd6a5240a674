/**
 * Live hours in two places: rooms of a course, their meetings as logs, and the connections to them.
 * It promises that an acknowledged command is stored and reaches everybody who may see it, on whichever server they are.
 * Called by the browser over HTTP and socket, and by the server (gateway, drain).
 */
export { ROOM_ENTITIES } from './entities.js';
export { ATTENDANCE_ENTITIES } from './attendance/attendance.entities.js';
export { AttendanceFacts } from './attendance/attendance-facts.js';
export { MONTH_RULES } from './attendance/month.service.js';
export { ATTENDANCE_RULES, SheetService } from './attendance/sheet.service.js';
export { ATTENDANCE_TABLES } from './attendance/tables.js';
export { CALENDAR_RULES } from './calendar/calendar.service.js';
export { PlanModule } from './plan/plan.module.js';
export { PlanService } from './plan/plan.service.js';
export { ROOM_TABLES } from './tables.js';
export { RoomsModule } from './rooms.module.js';
export { LiveServer } from './live/live-server.js';
export { CHANNELS, LiveChannels, silentChannels, type Asked, type Connection } from './live/channels.js';
export { DevicesService } from './live/devices.service.js';
export { PresenceService } from './live/presence.service.js';
export { SERVER } from './rules/decide.js';
export { Connections } from './live/connections.js';
export { MediaRulesService } from './media/media-rules.service.js';
export { Meetings } from './log/meetings.js';
export { MeetingEffects } from './log/meeting-effects.js';
export type { Entry } from './log/meeting-store.js';
export type { At } from './log/meeting.queries.js';
export type { Effects, LiveMeeting } from './log/live-meeting.js';

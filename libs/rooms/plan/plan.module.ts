import { Module } from '@nestjs/common';
import { MeasuresModule } from '#lotse/measures';
import { PeopleModule } from '#lotse/people';
import { AttendanceController } from '../attendance/attendance.controller.js';
import { AttendanceFacts } from '../attendance/attendance-facts.js';
import { HoursService } from '../attendance/hours.service.js';
import { MonthService } from '../attendance/month.service.js';
import { Records } from '../attendance/records.js';
import { SheetService } from '../attendance/sheet.service.js';
import { CalendarController } from '../calendar/calendar.controller.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { PlanController } from './plan.controller.js';
import { PlanService } from './plan.service.js';
import { PreparationController } from './preparation.controller.js';
import { PreparationService } from './preparation.service.js';
import { WeekService } from './week.service.js';

/** What stands around the live hour: its plan before, its attendance after, its calendar. */
@Module({
  imports: [PeopleModule, MeasuresModule],
  controllers: [PlanController, PreparationController, AttendanceController, CalendarController],
  providers: [PlanService, PreparationService, WeekService, Records, SheetService, HoursService, MonthService, AttendanceFacts, CalendarService],
  exports: [PlanService, SheetService, AttendanceFacts],
})
export class PlanModule {}

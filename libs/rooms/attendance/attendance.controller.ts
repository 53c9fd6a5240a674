import { Controller, Get, Header } from '@nestjs/common';
import type { output } from 'zod/mini';
import { For, FromBody, FromQuery, Handle, IdParam, FromQuerySchema } from '#lotse/base';
import {
  ATTENDANCE_CSV_PATH,
  attendanceMonth,
  attendanceOf,
  attendanceSheet,
  confirmAttendance,
  correctRecord,
  enterLate,
  MonthFileQuery,
  myHours,
  setReason,
  stateOnHour,
  type AttendanceSheet,
  type Reply,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, CurrentStaff, type Me, type Staff } from '#lotse/people';
import { HoursService } from './hours.service.js';
import { monthCsv } from './month-csv.js';
import { MonthService } from './month.service.js';
import { SheetService } from './sheet.service.js';

const DONE = { done: true } as const;

@Controller()
export class AttendanceController {
  constructor(
    private readonly sheets: SheetService,
    private readonly hours: HoursService,
    private readonly months: MonthService,
  ) {}

  @Handle(attendanceSheet)
  sheet(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('meetingId') meetingId: string): Promise<AttendanceSheet> {
    return this.sheets.sheet(me, enrolmentId, meetingId);
  }

  @Handle(confirmAttendance)
  confirm(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('meetingId') meetingId: string,
    @FromBody(confirmAttendance) { lines }: BodyOf<typeof confirmAttendance>,
  ): Promise<{ records: number }> {
    return this.sheets.confirm(me, enrolmentId, meetingId, lines);
  }

  @Handle(correctRecord)
  correct(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('recordId') recordId: string,
    @FromBody(correctRecord) wish: BodyOf<typeof correctRecord>,
  ): Promise<{ recordId: string }> {
    return this.sheets.correct(me, enrolmentId, recordId, wish);
  }

  @Handle(enterLate)
  late(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(enterLate) wish: BodyOf<typeof enterLate>,
  ): Promise<{ meetingId: string }> {
    return this.sheets.enterLate(me, enrolmentId, roomId, wish);
  }

  @Handle(myHours)
  own(@CurrentMe() me: Me, @FromQuery(myHours) query: QueryOf<typeof myHours>): Promise<Reply<typeof myHours>> {
    return this.hours.own(me, query);
  }

  @Handle(stateOnHour)
  async state(@CurrentMe() me: Me, @IdParam('recordId') recordId: string, @FromBody(stateOnHour) wish: BodyOf<typeof stateOnHour>): Promise<typeof DONE> {
    await this.hours.state(me, recordId, wish);
    return DONE;
  }

  @Handle(attendanceMonth)
  month(@CurrentStaff() me: Staff, @FromQuery(attendanceMonth) query: QueryOf<typeof attendanceMonth>): Promise<Reply<typeof attendanceMonth>> {
    return this.months.list(me, query);
  }

  @Handle(attendanceOf)
  one(
    @CurrentStaff() me: Staff,
    @IdParam('participationId') participationId: string,
    @FromQuery(attendanceOf) query: QueryOf<typeof attendanceOf>,
  ): Promise<Reply<typeof attendanceOf>> {
    return this.months.one(me, participationId, query);
  }

  @Handle(setReason)
  async reason(
    @CurrentStaff() me: Staff,
    @IdParam('recordId') recordId: string,
    @FromBody(setReason) { reason }: BodyOf<typeof setReason>,
  ): Promise<typeof DONE> {
    await this.months.setReason(me, recordId, reason);
    return DONE;
  }

  @Get(ATTENDANCE_CSV_PATH)
  @For('companion', 'pedagogue', 'office')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="lotse-anwesenheit.csv"')
  async file(@CurrentStaff() me: Staff, @FromQuerySchema(MonthFileQuery) query: output<typeof MonthFileQuery>): Promise<string> {
    const { month, rows } = await this.months.everyRow(me, query);
    return monthCsv(month, rows);
  }
}

import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FromBody, FromQuery, Handle, IdParam } from '#lotse/base';
import {
  addRoom,
  changeRoom,
  closeRoom,
  deviceTicket,
  joinTicket,
  openRoom,
  pairDevice,
  putBackMeeting,
  roomPage,
  rooms,
  startMeeting,
  windowCode,
  type BodyOf,
  type QueryOf,
} from '#lotse/contract';
import { CurrentMe, SessionsService, type Me } from '#lotse/people';
import { DevicesService } from './live/devices.service.js';
import { TicketsService } from './live/tickets.service.js';
import { RoomsService } from './rooms.service.js';

@Controller()
export class RoomsController {
  constructor(
    private readonly list: RoomsService,
    private readonly tickets: TicketsService,
    private readonly devices: DevicesService,
    private readonly sessions: SessionsService,
  ) {}

  @Handle(rooms)
  rooms(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromQuery(rooms) query: QueryOf<typeof rooms>) {
    return this.list.list(me, enrolmentId, query);
  }

  @Handle(addRoom)
  add(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @FromBody(addRoom) wish: BodyOf<typeof addRoom>) {
    return this.list.add(me, enrolmentId, wish);
  }

  @Handle(roomPage)
  room(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromQuery(roomPage) query: QueryOf<typeof roomPage>,
  ) {
    return this.list.page(me, enrolmentId, roomId, query);
  }

  @Handle(changeRoom)
  change(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(changeRoom) wish: BodyOf<typeof changeRoom>,
  ) {
    return this.list.change(me, enrolmentId, roomId, wish);
  }

  @Handle(closeRoom)
  close(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('roomId') roomId: string) {
    return this.list.close(me, enrolmentId, roomId);
  }

  @Handle(openRoom)
  open(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('roomId') roomId: string) {
    return this.list.open(me, enrolmentId, roomId);
  }

  @Handle(startMeeting)
  start(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('roomId') roomId: string,
    @FromBody(startMeeting) wish: BodyOf<typeof startMeeting>,
  ) {
    return this.list.start(me, enrolmentId, roomId, wish);
  }

  @Handle(putBackMeeting)
  async putBack(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('meetingId') meetingId: string) {
    await this.list.putBack(me, enrolmentId, meetingId);
    return { done: true } as const;
  }

  @Handle(joinTicket)
  ticket(@CurrentMe() me: Me, @IdParam('enrolmentId') enrolmentId: string, @IdParam('meetingId') meetingId: string) {
    return this.tickets.forPerson(me, enrolmentId, meetingId);
  }

  @Handle(windowCode)
  async window(@CurrentMe() me: Me) {
    return { code: await this.sessions.windowCode(me.sessionId) };
  }

  @Handle(pairDevice)
  pair(@Req() request: FastifyRequest, @FromBody(pairDevice) { code, label }: BodyOf<typeof pairDevice>) {
    return this.devices.pair(code, label, request.ip);
  }

  @Handle(deviceTicket)
  deviceTicket(@FromBody(deviceTicket) { token }: BodyOf<typeof deviceTicket>) {
    return this.devices.ticket(token);
  }
}

import { Controller, Get, StreamableFile } from '@nestjs/common';
import { For, FromBytes, FromQuery, Handle, IdParam } from '#lotse/base';
import { INBOX_RECORDING_PATH, RECORDING_PATH, recordingReceived, sendRecording, type QueryOf } from '#lotse/contract';
import { CurrentMe, type Me } from '#lotse/people';
import { RecordingsService, type Sound } from './recordings.service.js';

/** Recordings: sent in pieces by whoever made them, heard by them and by those who mark them. */
@Controller()
export class RecordingsController {
  constructor(private readonly recordings: RecordingsService) {}

  @Handle(sendRecording)
  take(
    @CurrentMe() me: Me,
    @IdParam('runId') runId: string,
    @IdParam('recordingId') recordingId: string,
    @FromQuery(sendRecording) piece: QueryOf<typeof sendRecording>,
    @FromBytes() bytes: Buffer,
  ): Promise<{ received: number; whole: boolean }> {
    return this.recordings.take(me, runId, recordingId, { ...piece, bytes });
  }

  @Handle(recordingReceived)
  received(@CurrentMe() me: Me, @IdParam('runId') runId: string, @IdParam('recordingId') recordingId: string): Promise<{ received: number; whole: boolean }> {
    return this.recordings.received(me, runId, recordingId);
  }

  @Get(RECORDING_PATH)
  @For('trainee')
  async own(@CurrentMe() me: Me, @IdParam('runId') runId: string, @IdParam('recordingId') recordingId: string): Promise<StreamableFile> {
    return fileOf(await this.recordings.own(me, runId, recordingId));
  }

  @Get(INBOX_RECORDING_PATH)
  @For('teacher', 'tutor')
  async ofAnswer(
    @CurrentMe() me: Me,
    @IdParam('enrolmentId') enrolmentId: string,
    @IdParam('personId') personId: string,
    @IdParam('answerId') answerId: string,
  ): Promise<StreamableFile> {
    return fileOf(await this.recordings.ofAnswer(me, enrolmentId, { personId, answerId }));
  }
}

function fileOf({ type, bytes }: Sound): StreamableFile {
  return new StreamableFile(bytes, { type, length: bytes.length });
}

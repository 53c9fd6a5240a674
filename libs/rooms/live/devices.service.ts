import { hash as digest, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import { plainCode, type JoinTicket } from '#lotse/contract';
import { RateLimit, senderOf } from '#lotse/people';
import type { At } from '../log/meeting.queries.js';
import { Meetings } from '../log/meetings.js';
import { SERVER } from '../rules/decide.js';
import { meetingOfDevice, takePairing } from './seats.queries.js';
import { TicketsService } from './tickets.service.js';
import { RoomPairing, RoomDevice } from '../entities.js';

const CODE_MS = 5 * 60_000;
/** Without letters and digits that are taken for each other. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;
const TRIES_PER_MINUTE = 60;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Tenant, device, 256 bits. */
const TOKEN = new RegExp(`^(${UUID})\\.(${UUID})\\.[\\w-]{43}$`);

/** Beamers and tablets: a seat of one meeting that is no person. It ends with the meeting, or when a tutor revokes it. */
@Injectable()
export class DevicesService {
  /** Codes have 40 bits and live five minutes; who guesses is slowed down all the same, and nobody else is. */
  private readonly tries = new RateLimit(TRIES_PER_MINUTE);

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly meetings: Meetings,
    private readonly tickets: TicketsService,
  ) {}

  /** A code that a tutor reads out: single use, five minutes. */
  async code(at: At): Promise<{ code: string; until: string }> {
    const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const until = new Date(this.clock.now().getTime() + CODE_MS);
    await this.db.gate('rooms', (tx) => tx.insert(RoomPairing, { codeHash: hashOf(code), tenant: at.tenant, meeting: at.meeting, expiresAt: until }));
    return { code: `${code.slice(0, 4)}-${code.slice(4)}`, until: until.toISOString() };
  }

  /** `sender` is the address that the request came from. */
  async pair(typed: string, label: string, sender: string): Promise<{ token: string; meetingId: string }> {
    if (!this.tries.take(senderOf(sender), this.clock.now())) throw new Problem('too-many', 'device.slow');
    const code = plainCode(typed)
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '');
    const at = await this.take(code);
    if (!at) throw new Problem('not-found', 'device.code');
    const [deviceId, secret] = [randomUUID(), randomBytes(32).toString('base64url')];
    const token = `${at.tenant}.${deviceId}.${secret}`;
    await this.db.job(at.tenant, (tx) =>
      tx.insert(RoomDevice, {
        tenant: at.tenant,
        id: deviceId,
        meeting: at.meeting,
        label: label || 'Gerät',
        tokenHash: hashOf(token),
        pairedAt: this.clock.now(),
      }),
    );
    await this.meetings.tell(at, SERVER.paired, { deviceId, label: label || 'Gerät' });
    return { token, meetingId: at.meeting };
  }

  private async take(code: string): Promise<At | null> {
    const now = this.clock.now();
    const found = await this.db.gate('rooms', (tx) => takePairing(tx, hashOf(code)));
    return found && found.expiresAt > now ? { tenant: found.tenant, meeting: found.meeting } : null;
  }

  async ticket(token: string): Promise<JoinTicket> {
    const [, tenant, device] = TOKEN.exec(token) ?? [];
    if (tenant === undefined || device === undefined) throw new Problem('not-found', 'device.unknown');
    const meeting = await this.db.job(tenant, (tx) => meetingOfDevice(tx, { tenant, device, tokenHash: hashOf(token) }));
    if (meeting === undefined) throw new Problem('not-found', 'device.unknown');
    return this.tickets.make({ at: { tenant, meeting }, seat: 'device', person: null, device, session: null, enrolment: null });
  }
}

function hashOf(text: string): Buffer {
  return digest('sha256', text, 'buffer');
}

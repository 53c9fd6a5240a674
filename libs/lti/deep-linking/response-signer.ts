import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Seal } from '#lotse/base';
import { signingKey } from '../keys/signing-key.js';
import { responseMessage, type ResponseWish } from './response-message.js';

/** Signs answers with the platform's current key of ours, at the server's time. */
@Injectable()
export class ResponseSigner {
  constructor(
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  async sign(tx: EntityManager, wish: Omit<ResponseWish, 'now'>): Promise<string> {
    const now = this.clock.now();
    const { tenant, id } = wish.platform;
    return responseMessage({ ...wish, now }, await signingKey(tx, this.seal, { tenant, registration: id, now }));
  }
}

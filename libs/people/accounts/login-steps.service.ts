import { Injectable } from '@nestjs/common';
import { Clock, Db, Problem } from '#lotse/base';
import { hashOf, randomToken } from './account-keys.js';
import { LoginStep } from './account.entities.js';
import { countTryOfStep, personOfStep, takeStep } from './logins.queries.js';

const MINUTES = { 'second-factor': 10, 'passkey-login': 5, 'passkey-new': 5 } as const satisfies Record<LoginStep['kind'], number>;
const MOST_CODES = 5;

export type StepKind = LoginStep['kind'];
export interface StepWish {
  person?: string;
  subject?: string;
  challenge?: string;
}

/** What is between two steps of a sign-in: a ticket for the page, bound to the browser, and soon over. */
@Injectable()
export class LoginSteps {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async begin(kind: StepKind, device: string, wish: StepWish): Promise<string> {
    const ticket = randomToken();
    const until = new Date(this.clock.now().getTime() + MINUTES[kind] * 60_000);
    await this.db.gate('account', async (tx) => {
      // one open step for an account: many at once would be many times five codes
      if (wish.person !== undefined) await tx.delete(LoginStep, { kind, person: wish.person });
      await tx.insert(LoginStep, {
        ...{ ticketHash: hashOf(ticket), kind, deviceHash: hashOf(device), tries: 0, expiresAt: until },
        ...{ person: wish.person ?? null, subject: wish.subject ?? null, challenge: wish.challenge ?? null },
      });
    });
    return ticket;
  }

  /** Takes a challenge out of the table: a second answer, or one from another browser, finds none. */
  async takeChallenge(kind: StepKind, ticket: string, device: string, subject: string | null): Promise<string> {
    const asked = { ticketHash: hashOf(ticket), kind, deviceHash: hashOf(device), subject };
    const step = await this.db.gate('account', (tx) => takeStep(tx, asked));
    if (!step?.challenge || step.expiresAt <= this.clock.now()) throw new Problem('signed-out', 'login.over');
    return step.challenge;
  }

  /** Whose sign-in it is, as long as it has tries left. */
  personOf(ticket: string, device: string): Promise<string> {
    return this.open(personOfStep, ticket, device);
  }

  /** Uses one of five tries of a sign-in. */
  async useTry(ticket: string, device: string): Promise<void> {
    await this.open(countTryOfStep, ticket, device);
  }

  private async open(find: typeof personOfStep, ticket: string, device: string): Promise<string> {
    const step = { ticketHash: hashOf(ticket), deviceHash: hashOf(device), now: this.clock.now(), mostTries: MOST_CODES };
    const person = await this.db.gate('account', (tx) => find(tx, step));
    if (person === undefined) throw new Problem('signed-out', 'login.over');
    return person;
  }

  async end(ticket: string): Promise<void> {
    await this.db.gate('account', (tx) => tx.delete(LoginStep, { ticketHash: hashOf(ticket) }));
  }
}

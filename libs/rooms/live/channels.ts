import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod/mini';
import { admit, Problem } from '#lotse/base';
import * as contract from '#lotse/contract';
import type { Channel, Who } from '#lotse/contract';
import type { LiveMeeting } from '../log/live-meeting.js';
import type { At } from '../log/meeting.queries.js';
import type { Facts, Viewer } from '../rules/command.js';
import { hasRule } from '../rules/decide.js';

/** A connection to a meeting: who sits there, and by which session it may. */
export interface Connection {
  id: string;
  at: At;
  viewer: Viewer;
  /** Random id of the browser's storage. */
  browser: string;
  session: string | null;
  enrolment: string | null;
}
export interface Asked<B> {
  meeting: LiveMeeting;
  connection: Connection;
  id: string;
  body: B;
}
export interface Answered {
  seq: number;
  reply?: unknown;
}
type Handler = (asked: Asked<never>) => Promise<Answered>;

export const CHANNELS: readonly Channel[] = Object.values(contract as Record<string, unknown>).filter(
  (one): one is Channel => typeof one === 'object' && one !== null && 'channel' in one,
);

/** Channels that do not say who may use them. */
export function silentChannels(channels: readonly { channel: string; who?: unknown }[]): string[] {
  return channels.filter(({ who }) => (Array.isArray(who) ? who.length === 0 : !who)).map(({ channel }) => channel);
}

/**
 * What a server does with each live message. A lasting one with a rule and nothing beside it needs no handler: it is decided
 * and stored. A server with a channel that does not say who may use it does not start.
 */
@Injectable()
export class LiveChannels implements OnModuleInit {
  private readonly handlers = new Map<string, Handler>();
  private readonly byName = new Map(CHANNELS.map((one) => [one.channel, one]));

  onModuleInit(): void {
    const silent = silentChannels(CHANNELS);
    if (silent.length > 0) throw new Error(`These channels do not say who may use them: ${silent.join(', ')}`);
  }

  /** Looks or stores beside the log. What it returns is the acknowledgement's reply. */
  on<B extends z.ZodMiniType, R extends z.ZodMiniType>(
    channel: Channel<B, R>,
    handler: (asked: Asked<z.output<B>>) => Promise<{ seq: number; reply?: z.output<R> }>,
  ): void {
    this.handlers.set(channel.channel, handler);
  }

  /** Decides and stores, as for a channel without a handler: for handlers that have looked at something before. */
  static async decided({ meeting, connection, id, body }: Asked<unknown>, name: string, facts: Facts = {}): Promise<{ seq: number }> {
    return { seq: await meeting.send({ id, name, by: connection.viewer, body, facts }) };
  }

  known(name: string): Channel | undefined {
    return this.byName.get(name);
  }

  /** One message: the role is looked at first, then the shape. */
  async take(name: string, asked: Asked<unknown>): Promise<Answered> {
    const channel = this.byName.get(name);
    if (!channel) throw new Problem('not-found', 'channel.unknown');
    if (!admit(channel.who, rolesOf(asked.connection.viewer))) throw new Problem('forbidden', 'role.unfit');
    const parsed = z.safeParse(channel.body, asked.body ?? {});
    if (!parsed.success) throw new Problem('invalid', 'body.invalid');
    const handler = this.handlers.get(name);
    const ready: Asked<unknown> = { ...asked, body: parsed.data };
    if (handler) return this.replying(channel, await handler(ready as Asked<never>));
    if (!hasRule(name)) throw new Error(`channel ${name} has neither a rule nor a handler`);
    return LiveChannels.decided(ready, name);
  }

  /** What a reply's schema does not name never leaves. */
  private replying(channel: Channel, answered: Answered): Answered {
    return channel.reply && answered.reply !== undefined ? { ...answered, reply: z.parse(channel.reply, answered.reply) } : { seq: answered.seq };
  }
}

export function rolesOf({ seat }: Viewer): Who[] {
  return seat === 'visitor' ? [] : [seat];
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { createClient } from 'redis';
import { Log, SETTINGS, type Settings } from '#lotse/base';
import { BoardFollower } from '../board/board-follower.js';
import { Meetings } from '../log/meetings.js';
import { MoodService } from './mood.service.js';
import { SocketServer } from './socket-server.js';

const LONGEST_PAUSE_MS = 2_000;
/** What waits while Redis is away; the rest is dropped: a server asks every three seconds all the same. */
const LONGEST_QUEUE = 1_000;

/** Servers of one database wake each other over Redis, so that nobody waits for the question of the next three seconds. Nothing hangs on it. */
@Injectable()
export class OtherServers implements OnModuleInit {
  private client: ReturnType<typeof createClient> | undefined;
  private isAway = false;
  /** Meetings that are being read because another server said so: they are not said again. */
  private readonly reading = new Set<string>();

  constructor(
    private readonly server: SocketServer,
    private readonly meetings: Meetings,
    private readonly boards: BoardFollower,
    private readonly moods: MoodService,
    private readonly log: Log,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    const { redisUrl } = this.settings;
    if (redisUrl === undefined) return;
    const { io } = this.server;
    const client = createClient({
      url: redisUrl,
      socket: { reconnectStrategy: (tries) => Math.min(LONGEST_PAUSE_MS, 100 * tries) },
      commandsQueueMaxLength: LONGEST_QUEUE,
    });
    this.client = client;
    client.on('error', (error: unknown) => {
      if (!this.isAway) this.log.fault('redis.away', error);
      this.isAway = true;
    });
    client.on('ready', () => {
      if (this.isAway) this.log.info('redis.back');
      this.isAway = false;
    });
    client.connect().catch((error: unknown) => this.log.fault('redis.away', error));
    neverRejecting(client);
    io.adapter(createAdapter(client));
    io.on('moved', (meeting) => void this.read(meeting).catch((error: unknown) => this.log.fault('redis.read-failed', error)));
    this.meetings.onEntries(({ at }) => this.wake(at.meeting));
    this.boards.onChanged((meeting) => this.wake(meeting));
    this.moods.onChanged((meeting) => this.wake(meeting));
  }

  async stop(): Promise<void> {
    if (!this.client) return;
    await this.server.io.of('/').adapter.close();
    this.client.destroy();
  }

  private wake(meeting: string): void {
    if (this.reading.has(meeting) || !this.client?.isReady) return;
    this.server.io.serverSideEmit('moved', meeting);
  }

  private async read(meeting: string): Promise<void> {
    this.reading.add(meeting);
    try {
      await this.meetings.catchUp(meeting);
      await this.boards.look(meeting);
      await this.moods.look(meeting);
    } finally {
      this.reading.delete(meeting);
    }
  }
}

/**
 * What waits to be said when Redis goes away fails, and the adapter does not look at what becomes of it: unheard, that would end the
 * whole process. Nothing is lost by it, as every server asks by itself.
 */
function neverRejecting(client: ReturnType<typeof createClient>): void {
  const publish = client.publish.bind(client);
  Object.assign(client, { publish: (...said: Parameters<typeof publish>) => publish(...said).catch(() => 0) });
}

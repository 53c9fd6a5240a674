import { Injectable, type OnModuleInit } from '@nestjs/common';
import { setMood, type MOODS } from '#lotse/contract';
import { LiveChannels } from './channels.js';
import { Connections } from './connections.js';
import { Meetings } from '../log/meetings.js';

type Mood = (typeof MOODS)[number];
const EVERY_MS = 1_000;

/** The mood bar: only counts, at most once a second, nothing stored. Who says nothing new keeps what was said. */
@Injectable()
export class MoodService implements OnModuleInit {
  private readonly moods = new Map<string, Map<string, Mood>>();
  private readonly waiting = new Set<string>();

  constructor(
    private readonly channels: LiveChannels,
    private readonly connections: Connections,
    private readonly meetings: Meetings,
  ) {}

  onModuleInit(): void {
    this.channels.on(setMood, ({ connection, meeting, body }) => {
      const { meeting: id } = connection.at;
      const moods = this.moods.get(id) ?? new Map<string, Mood>();
      if (body.mood === null) moods.delete(connection.viewer.person ?? '');
      else moods.set(connection.viewer.person ?? '', body.mood);
      this.moods.set(id, moods);
      this.showSoon(id);
      return Promise.resolve({ seq: meeting.state.seq });
    });
    this.meetings.onEntries(({ at }, entries) => {
      for (const { event } of entries) {
        if (event.type === 'meeting.ended') this.moods.delete(at.meeting);
        if (event.type === 'people.gone') for (const person of event.body.persons) this.moods.get(at.meeting)?.delete(person);
      }
    });
  }

  private showSoon(meeting: string): void {
    if (this.waiting.has(meeting)) return;
    this.waiting.add(meeting);
    setTimeout(() => {
      this.waiting.delete(meeting);
      const bar = { ok: 0, fast: 0, lost: 0 };
      for (const mood of this.moods.get(meeting)?.values() ?? []) bar[mood]++;
      for (const socket of this.connections.of(meeting)) socket.volatile.emit('mood.bar', bar);
    }, EVERY_MS).unref();
  }
}

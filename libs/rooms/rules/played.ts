import { Problem } from '#lotse/base';
import { applyEvent, emptyMeeting, type MeetingEvent, type MeetingState } from '#lotse/contract';
import type { Command, Decided, Facts, Viewer } from './command.js';
import { decide, SERVER } from './decide.js';

export const [T, A, B, C, D] = ['tutor', 'anna', 'ben', 'cem', 'device'] as const;
export const tutor: Viewer = { seat: 'tutor', person: T, device: null };
export const device: Viewer = { seat: 'device', person: null, device: D };
export const trainee = (person: string): Viewer => ({ seat: 'trainee', person, device: null });

/** A meeting in which these commands were taken, one second after the other. */
export class Played {
  state: MeetingState = emptyMeeting();
  now = 1_000_000;
  private commands = 0;

  constructor() {
    this.do(null, SERVER.started, { endsAt: null });
    this.do(null, SERVER.came, {
      people: [
        { person: T, seat: 'tutor' },
        { person: A, seat: 'trainee' },
        { person: B, seat: 'trainee' },
      ],
    });
    this.do(null, SERVER.paired, { deviceId: D, label: 'Beamer' });
  }

  ask(by: Viewer | null, name: string, body: unknown = {}, facts: Facts = {}): Decided[] | Problem {
    const command: Command = { id: `command-${this.commands++}`, name, by, body };
    return decide(this.state, command, this.now, facts);
  }

  /** It has to be taken. */
  do(by: Viewer | null, name: string, body: unknown = {}, facts: Facts = {}): Decided[] {
    this.now += 1000;
    const decided = this.ask(by, name, body, facts);
    if (decided instanceof Problem) throw decided;
    for (const { type, body: what } of decided)
      this.state = applyEvent(this.state, { seq: this.state.seq + 1, at: this.now, by: by?.person ?? by?.device ?? null, type, body: what } as MeetingEvent);
    return decided;
  }
}

export const outcome = (decided: Decided[] | Problem): string => (decided instanceof Problem ? decided.code : decided.map(({ type }) => type).join(' '));

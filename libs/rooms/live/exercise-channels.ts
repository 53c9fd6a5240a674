import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Db, Log, Problem } from '#lotse/base';
import {
  answerExercise,
  closeExercise,
  openExercise,
  showExercise,
  takeExercise,
  type ChannelBody,
  type ChannelReply,
  type SharedExercise,
} from '#lotse/contract';
import { RoomRunsService, type Opening } from '#lotse/learning';
import type { Me } from '#lotse/people';
import type { LiveMeeting } from '../log/live-meeting.js';
import type { At } from '../log/meeting.queries.js';
import { Meetings } from '../log/meetings.js';
import { exerciseOf } from '../rules/exercise-rules.js';
import { LiveChannels, type Asked, type Connection } from './channels.js';
import { responseIn } from './exercise.queries.js';
import { Meeting } from '../entities.js';

/** The exercise everybody works on: answers are learning's, here it is decided when they are taken and when they are shown. */
@Injectable()
export class ExerciseChannels implements OnModuleInit {
  constructor(
    private readonly channels: LiveChannels,
    private readonly meetings: Meetings,
    private readonly runs: RoomRunsService,
    private readonly db: Db,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const { channels } = this;
    channels.on(openExercise, (asked) => this.open(asked));
    channels.on(takeExercise, async (asked) => ({ seq: 0, reply: await this.take(asked) }));
    channels.on(answerExercise, (asked) => this.answer(asked));
    channels.on(showExercise, (asked) => this.show(asked));
    channels.on(closeExercise, (asked) => LiveChannels.decided(asked, closeExercise.channel));
    // on every server that has it open: closing twice is closing once
    this.meetings.onEntries(({ at }, entries) => {
      for (const { event } of entries)
        if (event.type === 'exercise.closed')
          this.runs
            .close({ tenant: at.tenant, opening: event.body.opening })
            .catch((error: unknown) => this.log.fault('exercise.close-failed', error, { tenantId: at.tenant }));
    });
  }

  private async open(asked: Asked<ChannelBody<typeof openExercise>>): Promise<{ seq: number }> {
    const { tenant } = asked.connection.at;
    await this.runs.task({ tenant, seed: await this.seed(asked.connection.at), ...asked.body });
    return LiveChannels.decided(asked, openExercise.channel);
  }

  /** The task, and for a trainee what was answered; verdict and solution only once the tutor has shown them. */
  private async take({ meeting, connection, body }: Asked<{ opening: string }>): Promise<ChannelReply<typeof takeExercise>> {
    const exercise = exerciseOf(meeting.state, body.opening);
    const opening = await this.openingOf(meeting, exercise);
    const task = await this.runs.task(opening);
    const { person, seat } = connection.viewer;
    const shown = exercise.stage === 'solution' ? await this.runs.solution(opening) : null;
    if (!person || seat !== 'trainee') return { task, answered: false, response: null, outcome: null, shown };
    if (exercise.stage === 'open') await this.runOf(opening, connection);
    const outcome = exercise.stage === 'solution' ? await this.runs.outcome(opening, person) : null;
    // after a reload the page shows again what was given
    const response = await this.db.job(opening.tenant, (tx) => responseIn(tx, { tenant: opening.tenant, opening: opening.opening, person }));
    return { task, answered: exercise.answered.includes(person), response, outcome, shown };
  }

  private async answer(asked: Asked<ChannelBody<typeof answerExercise>>): Promise<{ seq: number }> {
    const { meeting, connection, body } = asked;
    const exercise = exerciseOf(meeting.state, body.opening);
    if (exercise.stage !== 'open') throw new Problem('conflict', 'exercise.over');
    const opening = await this.openingOf(meeting, exercise);
    const runId = await this.runOf(opening, connection);
    const { answerId, response, device, sequence, clientTime } = body;
    const isRead = await this.runs.answer(meOf(connection), { answerId, runId, exerciseId: exercise.exerciseId, response, device, sequence, clientTime });
    if (!isRead) throw new Problem('invalid', 'exercise.unclear');
    return LiveChannels.decided({ ...asked, body: { opening: body.opening, answerId } }, answerExercise.channel);
  }

  /** From here on nothing more is taken; so what is shown is all there is. */
  private async show(asked: Asked<ChannelBody<typeof showExercise>>): Promise<{ seq: number }> {
    const { tenant } = asked.connection.at;
    const { opening, stage } = asked.body;
    exerciseOf(asked.meeting.state, opening);
    await this.runs.close({ tenant, opening });
    const summary = await this.runs.summary({ tenant, opening }, stage === 'solution');
    return LiveChannels.decided(asked, showExercise.channel, { summary });
  }

  private async runOf(opening: Opening, { viewer, enrolment }: Connection): Promise<string> {
    const person = viewer.person ?? '';
    const runs = await this.runs.open(opening, [{ person, enrolment: enrolment ?? '' }]);
    const run = runs.get(person);
    if (run === undefined) throw new Error('a run that was neither made nor found');
    return run;
  }

  private async openingOf({ at }: LiveMeeting, { opening, unitId, exerciseId }: SharedExercise): Promise<Opening> {
    return { tenant: at.tenant, meeting: at.meeting, opening, unitId, exerciseId, seed: await this.seed(at) };
  }

  private async seed(at: At): Promise<number> {
    const row = await this.db.job(at.tenant, (tx) => tx.findOneBy(Meeting, { tenant: at.tenant, id: at.meeting }));
    if (!row) throw new Problem('not-found', 'meeting.unknown');
    return row.seed;
  }
}

function meOf({ at, viewer, session }: Connection): Me {
  return { person: viewer.person ?? '', tenant: at.tenant, sessionId: session ?? '', registrationId: null, enrolments: new Map(), granted: new Set() };
}

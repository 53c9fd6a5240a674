import { AnswersSummary, answerExercise, closeExercise, showExercise, takeExercise, type ChannelReply, type SharedExercise } from '#lotse/contract';
import { useId, useState } from 'react';
import type { Response } from '../../kit/state/drafts.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Prose } from '../../kit/prose/prose.js';
import { nextOnDevice } from '../../kit/state/device.js';
import { usePreferences } from '../../kit/session/preferences.js';
import { missingIn } from '../../kit/task/players/missing.js';
import { VERDICT_WORD } from '../../kit/task/verdict-words.js';
import { PlayerFor } from '../../kit/task/players/player-for.js';
import { ResponseView } from '../../kit/task/response-view.js';
import type { Marks } from '../../kit/task/players/player.js';
import { m } from '../../paraglide/messages.js';
import '../../kit/task/players/players.css';
import '../../kit/task/task.css';
import { Bars } from '../meeting/bars.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { TaskInFront } from './task-in-front.js';

type Taken = ChannelReply<typeof takeExercise>;

/** The exercise everybody works on: each on their own device, in front nobody's name. */
export function ExerciseStage({ exercise }: { exercise: SharedExercise }) {
  const { live } = useMeeting();
  // again after each stage: verdict and solution come only with it
  const taken = useLoad(`${exercise.opening} ${exercise.stage}`, () => live.send(takeExercise, { opening: exercise.opening }));
  if (taken.problem !== null) return <Failed problem={taken.problem} onRetry={taken.reload} heading={false} />;
  if (taken.value === null) return <Waiting />;
  return <Shown exercise={exercise} taken={taken.value} onAnswered={taken.reload} />;
}

function Shown({ exercise, taken, onAnswered }: { exercise: SharedExercise; taken: Taken; onAnswered: () => void }) {
  const { view } = useMeeting();
  const stem = useId();
  const level = usePreferences().textLevel;
  const seat = view.me?.seat;
  const summary = AnswersSummary.safeParse(exercise.summary);
  return (
    <section className="live-stage-card stack" aria-label={m.live_exercise()}>
      <div id={stem} className="stem">
        <Prose value={taken.task.stem[level]} />
      </div>
      {seat === 'trainee' ? (
        <Answer exercise={exercise} taken={taken} stem={stem} onAnswered={onAnswered} />
      ) : (
        // on a beamer the answers take the place of the choices: both do not fit
        !(seat === 'device' && exercise.stage !== 'open') && (
          <TaskInFront task={taken.task} marks={taken.shown && { parts: {}, given: null, solution: taken.shown.solution }} labelledBy={stem} />
        )
      )}
      {seat !== 'trainee' && exercise.stage === 'open' && (
        <p className="live-large" role="status">
          {m.live_answers({ answers: exercise.answers })}
        </p>
      )}
      {exercise.stage !== 'open' && summary.success && <Summary summary={summary.data} />}
      {taken.shown !== null && taken.outcome === null && <Solution taken={taken} shown={taken.shown} />}
      {seat === 'tutor' && <TutorControls exercise={exercise} />}
    </section>
  );
}

/** For whoever gave no answer, for the tutor and in front: whoever gave one reads it with their own. */
function Solution({ taken, shown }: { taken: Taken; shown: NonNullable<Taken['shown']> }) {
  const level = usePreferences().textLevel;
  return (
    <div className="feedback feedback-right stack stack-8">
      <h3>{m.solution()}</h3>
      <ResponseView body={taken.task.body} response={shown.solution} />
      <Prose value={shown.explanation[level]} />
    </div>
  );
}

function Answer({ exercise, taken, stem, onAnswered }: { exercise: SharedExercise; taken: Taken; stem: string; onAnswered: () => void }) {
  const { act } = useMeeting();
  const level = usePreferences().textLevel;
  const [response, setResponse] = useState<Response | null>(null);
  const [lacks, setLacks] = useState(false);
  const given = taken.response as Response | null;
  const isOpen = exercise.stage === 'open' && !taken.answered;
  async function send() {
    const isMissing = response === null || missingIn(taken.task.body, response, null) !== null;
    setLacks(isMissing);
    if (isMissing) return;
    const { opening } = exercise;
    const body = { opening, answerId: crypto.randomUUID(), response: response, ...nextOnDevice(), clientTime: new Date().toISOString() };
    if (await act(answerExercise, body)) onAnswered();
  }
  return (
    <>
      <PlayerFor
        body={taken.task.body}
        level={level}
        value={given ?? response}
        locked={!isOpen}
        marks={marksOf(taken, given, exercise)}
        labelledBy={stem}
        onTerm={() => undefined}
        onChange={setResponse}
      />
      {lacks && (
        <Note look="wrong" role="alert">
          {m.live_answer_missing()}
        </Note>
      )}
      {isOpen && (
        <Button look="main" wide onClick={() => void send()}>
          {m.live_answer_send()}
        </Button>
      )}
      {!isOpen && exercise.stage === 'open' && <p role="status">{m.live_answer_sent()}</p>}
      {!taken.answered && exercise.stage !== 'open' && <p className="soft">{m.live_answer_none()}</p>}
      {exercise.stage === 'solution' && taken.outcome !== null && (
        <div className={`feedback feedback-${taken.outcome.verdict}`}>
          <h3>{VERDICT_WORD[taken.outcome.verdict]()}</h3>
          {taken.outcome.feedback[level].length > 0 && <Prose value={taken.outcome.feedback[level]} />}
          {taken.outcome.explanation !== undefined && <Prose value={taken.outcome.explanation[level]} />}
        </div>
      )}
    </>
  );
}

function marksOf(taken: Taken, given: Response | null, { stage }: SharedExercise): Marks | null {
  if (stage !== 'solution' || taken.outcome === null) return null;
  return { parts: taken.outcome.parts, given, solution: taken.outcome.solution ?? null };
}

/** All answers without names. */
function Summary({ summary }: { summary: AnswersSummary }) {
  return (
    <div className="stack">
      <h3>{m.live_answers({ answers: summary.answers })}</h3>
      {summary.parts.map((part, at) => (
        <div key={at} className="stack stack-4">
          {part.label !== null && (
            <p>
              <Prose inline value={part.label.standard} />
            </p>
          )}
          <Bars rows={part.rows.map((row) => ({ label: <Prose inline value={row.text.standard} />, count: row.count, right: row.right === true }))} />
        </div>
      ))}
    </div>
  );
}

function TutorControls({ exercise }: { exercise: SharedExercise }) {
  const { act } = useMeeting();
  const { opening, stage } = exercise;
  return (
    <div className="row">
      {stage === 'open' && (
        <Button look="main" onClick={() => void act(showExercise, { opening, stage: 'answers' })}>
          {m.live_show_answers()}
        </Button>
      )}
      {stage !== 'solution' && (
        <Button look={stage === 'answers' ? 'main' : 'plain'} onClick={() => void act(showExercise, { opening, stage: 'solution' })}>
          {m.live_show_solution()}
        </Button>
      )}
      <Button look={stage === 'solution' ? 'main' : 'plain'} onClick={() => void act(closeExercise, { opening })}>
        {m.live_close_exercise()}
      </Button>
    </div>
  );
}

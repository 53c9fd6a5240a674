import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { BoardPanel } from '../board/board-panel.js';
import { ExerciseStage } from './exercise-stage.js';
import { PollStage } from './poll-stage.js';

/** What everybody looks at: the exercise, the newest poll, and the board below. */
export function Stage() {
  const { view } = useMeeting();
  const { exercise, polls } = view.state;
  const poll = polls[polls.length - 1];
  return (
    <>
      {poll !== undefined && (poll.result === null || exercise === null) && <PollStage poll={poll} />}
      {exercise !== null && <ExerciseStage key={exercise.opening} exercise={exercise} />}
      {poll !== undefined && poll.result !== null && exercise !== null && (
        <details className="fold live-stage-card">
          <summary>{m.live_poll_result_of({ question: poll.question })}</summary>
          <PollStage poll={poll} />
        </details>
      )}
      <BoardPanel />
    </>
  );
}

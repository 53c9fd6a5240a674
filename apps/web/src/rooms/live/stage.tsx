import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { BoardPanel } from '../board/board-panel.js';
import { ExerciseStage } from './exercise-stage.js';
import { GroupsBoard } from './my-group.js';
import { PollStage } from './poll-stage.js';

/** What everybody looks at: the exercise, the newest poll, and the board below. A room device has nobody who opens what is folded. */
export function Stage() {
  const { view } = useMeeting();
  const { exercise, polls } = view.state;
  const last = polls[polls.length - 1];
  const poll = last === undefined || last.hidden ? undefined : last;
  const isDevice = view.me?.seat === 'device';
  // in front of the class what is asked is seen whole, and the board again after it
  const isWhole = isDevice && (exercise !== null || poll?.result === null);
  return (
    <>
      {isDevice && <GroupsBoard />}
      {poll !== undefined && (poll.result === null || exercise === null) && <PollStage poll={poll} />}
      {exercise !== null && <ExerciseStage key={exercise.opening} exercise={exercise} />}
      {poll !== undefined && poll.result !== null && exercise !== null && !isDevice && (
        <details className="fold live-stage-card">
          <summary>{m.live_poll_result_of({ question: poll.question })}</summary>
          <PollStage poll={poll} />
        </details>
      )}
      {!isWhole && <BoardPanel />}
    </>
  );
}

import { useMeeting } from './meeting-context.js';
import { BoardPanel } from '../board/board-panel.js';
import { ExerciseStage } from './exercise-stage.js';
import { PollStage } from './poll-stage.js';

/** What everybody looks at: the exercise, the newest poll, and the board below. */
export function Stage() {
  const { view } = useMeeting();
  const { exercise, polls } = view.state;
  const poll = polls[polls.length - 1];
  const showsPoll = poll !== undefined && (poll.result === null || exercise === null);
  return (
    <>
      {showsPoll && <PollStage poll={poll} />}
      {exercise !== null && <ExerciseStage key={exercise.opening} exercise={exercise} />}
      <BoardPanel />
    </>
  );
}

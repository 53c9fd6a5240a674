import { useMeeting } from './meeting-context.js';
import { m } from '../../paraglide/messages.js';
import { ExerciseStage } from './exercise-stage.js';
import { PollStage } from './poll-stage.js';

/** What everybody looks at: the exercise, then the newest poll, else what comes next. */
export function Stage() {
  const { view } = useMeeting();
  const { exercise, polls } = view.state;
  const poll = polls[polls.length - 1];
  const showsPoll = poll !== undefined && (poll.result === null || exercise === null);
  if (poll === undefined && exercise === null)
    return (
      <section className="live-stage-card stack live-idle">
        <h2>{view.me?.seat === 'tutor' ? m.live_idle_tutor() : m.live_idle()}</h2>
        <p className="soft">{view.me?.seat === 'tutor' ? m.live_idle_tutor_text() : m.live_idle_text()}</p>
      </section>
    );
  return (
    <>
      {showsPoll && <PollStage poll={poll} />}
      {exercise !== null && <ExerciseStage key={exercise.opening} exercise={exercise} />}
    </>
  );
}

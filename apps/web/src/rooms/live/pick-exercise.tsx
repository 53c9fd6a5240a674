import { openExercise } from '#lotse/contract';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { ChooseExercise } from '../pick/choose-exercise.js';

/** An exercise for everybody in the hour. */
export function PickExercise({ onDone }: { onDone: () => void }) {
  const { act } = useMeeting();
  return (
    <ChooseExercise
      word={m.live_open_exercise()}
      onChoose={(unitId, exerciseId) =>
        void act(openExercise, { unitId, exerciseId }).then((done) => {
          if (done) onDone();
        })
      }
    />
  );
}

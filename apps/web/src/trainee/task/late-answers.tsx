import { placeOf } from '#lotse/contract';
import { useEffect, useState } from 'react';
import type { AnswerQueue } from '../answers/queue.js';
import { sayPlace } from '../../kit/words/place-words.js';
import { m } from '../../paraglide/messages.js';
import type { RunView } from './run-state.js';

/** Says when an answer to another task than the one shown has arrived, or was refused. */
export default function LateAnswers({ run, index, queue }: { run: RunView; index: number; queue: AnswerQueue }) {
  const [news, setNews] = useState('');
  useEffect(
    () =>
      queue.onSettled((settled) => {
        const at = run.tasks.findIndex((task) => task.task.exerciseId === settled.answer.exerciseId);
        if (settled.answer.runId !== run.runId || at === index || at === -1) return;
        if ('outcome' in settled && run.tasks[at]?.task.prefilled?.all === true) return; // it was only read
        const place = sayPlace(placeOf(run.tasks, at));
        setNews('outcome' in settled ? m.late_saved({ place }) : m.late_refused({ place }));
      }),
    [run, index, queue],
  );
  return (
    <p role="status" className={news === '' ? 'unseen' : 'late soft'}>
      {news}
    </p>
  );
}

import type { TaskGroup as TaskGroupSchema } from '#lotse/contract';
import { useContext } from 'react';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { AudioPlayer } from './audio-player.js';
import { ExamAudio } from './exam-audio.js';
import { ExamMode } from './players/exam-mode.js';

/** What is heard before several tasks. In an exam it plays as often as the exam allows, once started. */
export default function SituationAudio({ audio }: { audio: NonNullable<output<typeof TaskGroupSchema>['audio']> }) {
  const sheet = useContext(ExamMode);
  return (
    <div className="stack stack-8 situation-audio">
      {sheet === null ? (
        <>
          <AudioPlayer audio={audio} name={m.audio_name()} />
          <p className="soft small">{m.audio_plays({ plays: audio.plays })}</p>
        </>
      ) : (
        <ExamAudio audio={audio} name={m.audio_name()} sheet={sheet} />
      )}
    </div>
  );
}

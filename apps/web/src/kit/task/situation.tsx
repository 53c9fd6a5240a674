import type { TaskGroup as TaskGroupSchema } from '#lotse/contract';
import { useContext } from 'react';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { Prose, type ProseParts } from '../prose/prose.js';
import { AudioPlayer } from './audio-player.js';
import { ExamAudio } from './exam-audio.js';
import { ExamMode } from './players/exam-mode.js';
import type { Level } from './players/player.js';

interface Props extends Pick<ProseParts, 'onTerm'> {
  group: output<typeof TaskGroupSchema>;
  level: Level;
}

/** The situation of several tasks, or what is heard before them: open with the first of them, to be opened again with the others. */
export default function Situation({ group, level, ...parts }: Props) {
  const sheet = useContext(ExamMode);
  return (
    <details className="situation fold" open={group.part === 1 || group.audio !== undefined}>
      <summary>
        {group.audio === undefined ? m.situation_part({ part: group.part, of: group.of }) : m.listening_part({ part: group.part, of: group.of })}
        <span className="situation-show">{m.situation_show()}</span>
      </summary>
      <Prose value={group.stem[level]} {...parts} />
      {group.audio !== undefined && (
        <div className="stack stack-8 situation-audio">
          {sheet === null ? (
            <>
              <AudioPlayer audio={group.audio} name={m.audio_name()} />
              <p className="soft small">{m.audio_plays({ plays: group.audio.plays })}</p>
            </>
          ) : (
            <ExamAudio audio={group.audio} name={m.audio_name()} sheet={sheet} />
          )}
        </div>
      )}
    </details>
  );
}

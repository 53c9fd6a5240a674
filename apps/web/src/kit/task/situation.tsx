import type { TaskGroup as TaskGroupSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { Prose, type ProseParts } from '../prose/prose.js';
import { later } from '../state/later.js';
import type { Level } from './players/player.js';

const SituationAudio = later(() => import('./situation-audio.js'));

interface Props extends Pick<ProseParts, 'onTerm'> {
  group: output<typeof TaskGroupSchema>;
  level: Level;
}

/** The situation of several tasks, or what is heard before them: open with the first of them, to be opened again with the others. */
export function Situation({ group, level, ...parts }: Props) {
  return (
    <details className="situation fold" open={group.part === 1 || group.audio !== undefined}>
      <summary>
        {group.audio === undefined ? m.situation_part({ part: group.part, of: group.of }) : m.listening_part({ part: group.part, of: group.of })}
        <span className="situation-show">{m.situation_show()}</span>
      </summary>
      <Prose value={group.stem[level]} {...parts} />
      {group.audio !== undefined && <SituationAudio audio={group.audio} />}
    </details>
  );
}

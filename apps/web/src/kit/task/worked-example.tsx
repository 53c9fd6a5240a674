import type { Text2 } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { Prose } from '../prose/prose.js';
import type { Level } from './players/player.js';

interface Props {
  explanation: output<typeof Text2>;
  level: Level;
  onTerm: (id: string) => void;
}

/** Below a worked example that is shown whole: why each step is as it is. */
export default function WorkedExample({ explanation, level, onTerm }: Props) {
  if (explanation[level].length === 0) return null;
  return (
    <section className="worked stack stack-8" aria-labelledby="worked">
      <h2 id="worked">{m.example_why()}</h2>
      <Prose value={explanation[level]} onTerm={onTerm} />
    </section>
  );
}

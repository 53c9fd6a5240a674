import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { usePractiseAgain } from './use-practise-again.js';

/** The button for another run of a unit; `wrongOf`: of what was wrong in that run. */
export function PractiseAgain({ unitId, word, wrongOf, main = false }: { unitId: string; word: string; wrongOf?: string; main?: boolean }) {
  const { again, busy, problem } = usePractiseAgain(unitId, wrongOf);
  return (
    <div className="stack stack-8">
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayProblem(problem)}
        </Note>
      )}
      <div>
        <Button look={main ? 'main' : 'plain'} wide={main} onClick={again} aria-disabled={busy}>
          {word}
        </Button>
      </div>
    </div>
  );
}

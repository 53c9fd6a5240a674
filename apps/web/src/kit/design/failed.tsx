import { sayProblem } from '../api/problem-sentence.js';
import { m } from '../../paraglide/messages.js';
import { Button } from './button.js';
import { Note } from './note.js';

/** What could not be loaded, in one sentence, and the one thing to do about it. */
export default function Failed({ problem, onRetry, heading = true }: { problem: unknown; onRetry: () => void; heading?: boolean }) {
  return (
    <div className="stack">
      {heading && <h1>{m.failed_title()}</h1>}
      <Note look="wrong" role="alert">
        {sayProblem(problem)}
      </Note>
      <div>
        <Button onClick={onRetry}>{m.try_again()}</Button>
      </div>
    </div>
  );
}

import type { Problem } from '../api/problem.js';
import { sayProblem } from '../api/problem-sentence.js';
import { Button } from '../design/button.js';
import { m } from '../paraglide/messages.js';
import { beginSession } from '../session/session.js';
import { Page } from './page.js';

export default function OpenFailed({ problem }: { problem: Problem }) {
  return (
    <Page title={m.open_failed_title()}>
      <div className="calm">
        <h1>{m.open_failed_title()}</h1>
        <p>{sayProblem(problem)}</p>
        <div>
          <Button look="main" onClick={() => void beginSession()}>
            {m.try_again()}
          </Button>
        </div>
      </div>
    </Page>
  );
}

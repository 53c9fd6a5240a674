import type { Problem } from '../kit/api/problem.js';
import { sayProblem } from '../kit/api/problem-sentence.js';
import { Button } from '../kit/design/button.js';
import { m } from '../paraglide/messages.js';
import { beginSession } from '../kit/session/session.js';
import { Page } from '../kit/frame/page.js';

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

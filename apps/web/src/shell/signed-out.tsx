import { Button } from '../design/button.js';
import { m } from '../paraglide/messages.js';
import type { Problem } from '../api/problem.js';
import { sayProblem } from '../api/problem-sentence.js';
import { beginSession } from '../session/session.js';
import { Page } from './page.js';

const TITLE = { expired: m.signed_out_title, ended: m.ended_title, 'no-place': m.signed_out_title };
const TEXT = { expired: m.signed_out_text, ended: m.ended_text, 'no-place': m.no_place_text };

/** Whoever reads this may be a trainee or a teacher: it says `du` and what to do in three steps. */
export function SignedOut({ why }: { why: 'expired' | 'ended' | 'no-place' }) {
  return (
    <Page title={TITLE[why]()}>
      <div className="calm">
        <h1>{TITLE[why]()}</h1>
        <p>{TEXT[why]()}</p>
        <ol className="steps">
          <li>{m.signed_out_step_1()}</li>
          <li>{m.signed_out_step_2()}</li>
          <li>{m.signed_out_step_3()}</li>
        </ol>
      </div>
    </Page>
  );
}

export function OpenFailed({ problem }: { problem: Problem }) {
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

import { Note } from '../kit/design/note.js';
import { tabStore } from '../kit/state/stored.js';
import { holdsUnsent } from '../kit/state/unsent.js';
import { m } from '../paraglide/messages.js';
import { Page } from '../kit/frame/page.js';

const TITLE = { expired: m.signed_out_title, ended: m.ended_title, 'no-enrolment': m.signed_out_title };
const TEXT = { expired: m.signed_out_text, ended: m.ended_text, 'no-enrolment': m.no_enrolment_text };

/** Whoever reads this may be a trainee or a teacher: it says `du` and what to do in three steps. */
export default function SignedOut({ why }: { why: 'expired' | 'ended' | 'no-enrolment' }) {
  return (
    <Page title={TITLE[why]()}>
      <div className="calm">
        <h1>{TITLE[why]()}</h1>
        <p>{TEXT[why]()}</p>
        {why === 'expired' && holdsUnsent(tabStore) && <Note look="amber">{m.signed_out_unsent()}</Note>}
        <ol className="steps">
          <li>{m.signed_out_step_1()}</li>
          <li>{m.signed_out_step_2()}</li>
          <li>{m.signed_out_step_3()}</li>
        </ol>
      </div>
    </Page>
  );
}

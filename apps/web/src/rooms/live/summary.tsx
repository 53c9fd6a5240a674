import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/places.js';
import { PageHeading, Page } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { Bars } from './bars.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { seats } from './seating.js';

/** After the hour: who was there and what was done; then on to confirming it, or back to practising. */
export function Summary() {
  const { view, nameOf } = useMeeting();
  const { enrolmentId, registrationId } = useSession();
  const isTutor = view.me?.seat === 'tutor';
  const { people, polls, chat } = view.state;
  const { room, remote, left } = seats(people);
  const came = [...room, ...remote, ...left];
  const asked = polls.filter((poll) => poll.result !== null);
  return (
    <Page title={view.meeting?.title ?? m.live_meeting()}>
      <div className="stack stack-24">
        <PageHeading>{m.live_over_title()}</PageHeading>
        <p>{isTutor ? m.live_over_tutor() : m.live_over_trainee()}</p>
        {isTutor && (
          <section className="card stack stack-8">
            <h2>{m.live_over_people({ count: came.length })}</h2>
            <p>{came.map((one) => nameOf(one.id)).join(', ') || m.live_over_nobody()}</p>
          </section>
        )}
        {asked.map((poll) => (
          <section key={poll.poll} className="card stack stack-8">
            <h2>{poll.question}</h2>
            <Bars rows={poll.options.map((label, at) => ({ label, count: poll.result?.counts[at] ?? 0 }))} />
          </section>
        ))}
        {isTutor && chat.some((line) => line.to === 'tutors' && !line.hidden) && (
          <section className="card stack stack-8">
            <h2>{m.live_over_questions()}</h2>
            <ul className="stack stack-4">
              {chat
                .filter((line) => line.to === 'tutors' && !line.hidden)
                .map((line) => (
                  <li key={line.line}>
                    <strong>{nameOf(line.by)}</strong>: {line.text}
                  </li>
                ))}
            </ul>
          </section>
        )}
        <p>
          <Link className="button button-main" href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>
            {m.live_to_start()}
          </Link>
        </p>
      </div>
    </Page>
  );
}

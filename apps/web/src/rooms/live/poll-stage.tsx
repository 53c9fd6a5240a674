import { closePoll, hidePoll, ownVote, tallyPoll, votePoll, type Poll } from '#lotse/contract';
import { useId, useState, type FormEvent } from 'react';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { Bars } from '../meeting/bars.js';
import { useMeeting } from '../meeting/meeting-context.js';

/** The newest poll of the meeting: to vote, to close, or with its result. */
export function PollStage({ poll }: { poll: Poll }) {
  const { view } = useMeeting();
  const isTutor = view.me?.seat === 'tutor';
  const isDevice = view.me?.seat === 'device';
  return (
    <section className="live-stage-card stack" aria-label={m.live_poll()}>
      <h2>{poll.question}</h2>
      {poll.result !== null && <Result poll={poll} />}
      {poll.result !== null && isTutor && <PutAway poll={poll} />}
      {poll.result === null && isTutor && <Running poll={poll} />}
      {poll.result === null && isDevice && <p className="live-large">{m.live_poll_votes({ votes: poll.votes })}</p>}
      {poll.result === null && !isTutor && !isDevice && <Vote key={poll.poll} poll={poll} />}
    </section>
  );
}

/** Off all screens; it stays in the summary of the hour. */
function PutAway({ poll }: { poll: Poll }) {
  const { act } = useMeeting();
  return (
    <div>
      <Button onClick={() => void act(hidePoll, { poll: poll.poll })}>{m.live_poll_hide()}</Button>
    </div>
  );
}

function Vote({ poll }: { poll: Poll }) {
  const { act, live } = useMeeting();
  const title = useId();
  const before = useLoad(`vote ${poll.poll}`, () => live.send(ownVote, { poll: poll.poll })).value?.choices ?? [];
  const [pressed, setPressed] = useState<number[] | null>(null);
  const [given, setGiven] = useState<number[] | null>(null);
  const chosen = pressed ?? before;
  const sent = given ?? (before.length > 0 ? before : null);
  const [lacks, setLacks] = useState(false);
  const isSent = sent !== null && String(sent) === String(chosen);
  async function send(event: FormEvent) {
    event.preventDefault();
    setLacks(chosen.length === 0);
    if (chosen.length > 0 && (await act(votePoll, { poll: poll.poll, choices: chosen }))) setGiven(chosen);
  }
  const toggle = (at: number) => setPressed(poll.several ? (chosen.includes(at) ? chosen.filter((one) => one !== at) : [...chosen, at].sort()) : [at]);
  return (
    <form className="stack" onSubmit={(event) => void send(event)} aria-labelledby={title}>
      <p id={title} className="small soft">
        {poll.named ? m.live_poll_is_named() : m.live_poll_is_anonymous()}
      </p>
      <div className="stack stack-8">
        {poll.options.map((option, at) => (
          <label key={at} className="choice">
            <input type={poll.several ? 'checkbox' : 'radio'} name={poll.poll} checked={chosen.includes(at)} onChange={() => toggle(at)} />
            <span>{option}</span>
          </label>
        ))}
      </div>
      {isSent ? (
        <p role="status">{m.live_poll_voted()}</p>
      ) : (
        <>
          {lacks && chosen.length === 0 && (
            <Note look="wrong" role="alert">
              {m.missing_choice()}
            </Note>
          )}
          <Button look="main" wide type="submit">
            {sent === null ? m.live_poll_vote() : m.live_poll_change()}
          </Button>
        </>
      )}
    </form>
  );
}

/** While it is open nobody sees more than how many have voted. */
function Running({ poll }: { poll: Poll }) {
  const { act } = useMeeting();
  const [counts, setCounts] = useState(() => poll.tally ?? poll.options.map(() => 0));
  const set = (at: number, by: number) => {
    const next = counts.map((count, i) => (i === at ? Math.min(200, Math.max(0, count + by)) : count));
    setCounts(next);
    void act(tallyPoll, { poll: poll.poll, counts: next });
  };
  return (
    <>
      <p className="live-large" role="status">
        {m.live_poll_votes({ votes: poll.votes })}
      </p>
      <details className="fold">
        <summary>{m.live_poll_tally()}</summary>
        <ul className="stack stack-8">
          {poll.options.map((option, at) => (
            <li key={at} className="row row-apart">
              <span>{option}</span>
              <span className="row">
                <Button aria-label={m.live_less({ option })} onClick={() => set(at, -1)}>
                  −
                </Button>
                <span className="figures">{counts[at]}</span>
                <Button aria-label={m.live_more({ option })} onClick={() => set(at, 1)}>
                  +
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </details>
      <div>
        <Button look="main" onClick={() => void act(closePoll, { poll: poll.poll })}>
          {m.live_poll_close()}
        </Button>
      </div>
    </>
  );
}

function Result({ poll }: { poll: Poll }) {
  const { nameOf } = useMeeting();
  const { result } = poll;
  if (result === null) return null;
  const choices = result.choices;
  return (
    <>
      <Bars rows={poll.options.map((label, at) => ({ label, count: result.counts[at] ?? 0 }))} />
      <p className="small soft">{m.live_poll_votes({ votes: poll.votes })}</p>
      {result.split !== null && (
        <div className="live-split">
          {(['room', 'remote'] as const).map((side) => (
            <div key={side}>
              <h3>{side === 'room' ? m.live_in_room() : m.live_remote()}</h3>
              <Bars rows={poll.options.map((label, at) => ({ label, count: result.split?.[side][at] ?? 0 }))} />
            </div>
          ))}
        </div>
      )}
      {choices !== null && (
        <ul className="small">
          {Object.entries(choices).map(([person, chosen]) => (
            <li key={person}>
              {nameOf(person)}: {chosen.map((at) => poll.options[at]).join(', ')}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

import { useLoad } from '../../kit/api/use-load.js';
import { call } from '../../kit/api/call.js';
import { useSession } from '../../kit/session/session.js';
import {
  assignBreakout,
  callForHelp,
  closeBreakouts,
  helpGroup,
  openBreakouts,
  planBreakouts,
  tellBreakouts,
  group,
  groups,
  type BreakoutGroup,
} from '#lotse/contract';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import { useState, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { clockText, useServerNow } from './clock.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { seats } from './seating.js';

const newId = () => crypto.randomUUID();

/** People spread evenly over groups, so that each group has somebody of both places where that is possible. */
export function spread(people: readonly string[], groups: number, name: (n: number) => string): BreakoutGroup[] {
  const made = Array.from({ length: groups }, (_, at): BreakoutGroup => ({ groupId: newId(), name: name(at + 1), members: [] }));
  people.forEach((person, at) => made[at % groups]?.members.push(person));
  return made;
}

/** For the tutor: plan, open, watch, come back. */
export function BreakoutsForm() {
  const { view, act } = useMeeting();
  const { breakouts, people } = view.state;
  const { room, remote } = seats(people);
  const here = [...room, ...remote].map((one) => one.id);
  const [minutes, setMinutes] = useState(10);
  const propose = (count: number) => void act(planBreakouts, { groups: spread(here, count, (number) => m.live_group({ number })) });
  if (breakouts.open) return <OpenGroups />;
  return (
    <div className="stack">
      {here.length < 2 && <Note>{m.live_groups_few()}</Note>}
      {here.length >= 2 && (
        <div className="row" role="group" aria-label={m.live_groups_how_many()}>
          {[2, 3, 4]
            .filter((count) => count <= here.length)
            .map((count) => (
              <Button key={count} onClick={() => propose(count)}>
                {m.live_groups_make({ count })}
              </Button>
            ))}
        </div>
      )}
      <StoredGroups here={here} />
      {breakouts.groups.length > 0 && (
        <>
          <Groups editable />
          <div className="field">
            <label htmlFor="breakout-minutes">{m.live_groups_minutes()}</label>
            <select id="breakout-minutes" className="input" value={minutes} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
              {[5, 10, 15, 20, 30].map((one) => (
                <option key={one} value={one}>
                  {m.live_minutes({ minutes: one })}
                </option>
              ))}
              <option value={0}>{m.live_no_limit()}</option>
            </select>
          </div>
          <Button look="main" onClick={() => void act(openBreakouts, minutes === 0 ? {} : { seconds: minutes * 60 })}>
            {m.live_groups_open()}
          </Button>
        </>
      )}
    </div>
  );
}

/** Groups of the course that were made before the hour: those of their people who are here go into one each. */
function StoredGroups({ here }: { here: readonly string[] }) {
  const { enrolmentId } = useSession();
  const { act } = useMeeting();
  const list = useLoad('course groups', (signal) => call(groups, { params: { enrolmentId }, query: { size: 20 }, signal }));
  const [busy, setBusy] = useState(false);
  const stored = list.value?.rows ?? [];
  if (stored.length < 2) return null;
  async function take() {
    setBusy(true);
    try {
      const views = await Promise.all(stored.map(({ groupId }) => call(group, { params: { enrolmentId, groupId } })));
      const taken = new Set<string>();
      const made = views.map(({ name, members }): BreakoutGroup => {
        const mine = members.map((one) => one.personId).filter((id) => here.includes(id) && !taken.has(id));
        mine.forEach((id) => taken.add(id));
        return { groupId: newId(), name: name.slice(0, 60), members: mine };
      });
      await act(planBreakouts, { groups: made });
    } finally {
      setBusy(false);
    }
  }
  return (
    <div>
      <Button onClick={() => void take()} aria-disabled={busy}>
        {m.live_groups_stored({ names: stored.map((one) => one.name).join(', ') })}
      </Button>
    </div>
  );
}

function Groups({ editable }: { editable: boolean }) {
  const { view, nameOf, act } = useMeeting();
  const { help } = view.state.breakouts;
  const made = view.state.breakouts.groups;
  return (
    <ul className="stack stack-8">
      {made.map((group) => (
        <li key={group.groupId} className="card stack stack-8">
          <div className="row row-apart">
            <h3>{group.name}</h3>
            {help.includes(group.groupId) && (
              <Button onClick={() => void act(helpGroup, { groupId: group.groupId })}>
                <LifeBuoy aria-hidden size={18} />
                {m.live_group_helped()}
              </Button>
            )}
          </div>
          {group.members.length === 0 && <p className="small soft">{m.live_group_empty()}</p>}
          <ul>
            {group.members.map((person) => (
              <li key={person} className="row row-apart">
                <span>{nameOf(person)}</span>
                {editable && (
                  <label className="small">
                    <span className="unseen">{m.live_group_of({ name: nameOf(person) })}</span>
                    <select
                      className="input"
                      value={group.groupId}
                      onChange={(event) => void act(assignBreakout, { person, groupId: event.currentTarget.value })}
                    >
                      {made.map((one) => (
                        <option key={one.groupId} value={one.groupId}>
                          {one.name}
                        </option>
                      ))}
                    </select>
                  </label>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function OpenGroups() {
  const { live, view, act } = useMeeting();
  const { endsAt, said } = view.state.breakouts;
  const now = useServerNow(live, endsAt !== null);
  const [text, setText] = useState('');
  async function tell(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '' && (await act(tellBreakouts, { text: text.trim() }))) setText('');
  }
  return (
    <div className="stack">
      {endsAt !== null && <p className="live-large figures">{m.live_groups_left({ time: clockText(endsAt - now) })}</p>}
      <Groups editable />
      <form className="live-write-row" onSubmit={(event) => void tell(event)}>
        <label className="unseen" htmlFor="breakout-text">
          {m.live_groups_say()}
        </label>
        <input
          id="breakout-text"
          className="input"
          maxLength={300}
          placeholder={m.live_groups_say()}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit">{m.live_send()}</Button>
      </form>
      {said !== null && <p className="small soft">{m.live_groups_said({ text: said.text })}</p>}
      <Button look="main" onClick={() => void act(closeBreakouts, {})}>
        {m.live_groups_close()}
      </Button>
    </div>
  );
}

/** For a trainee: which group, with whom, how long, and the way to call for help. */
export function MyGroup() {
  const { live, view, nameOf, act } = useMeeting();
  const { open, endsAt, help, said } = view.state.breakouts;
  const now = useServerNow(live, open && endsAt !== null);
  const mine = view.state.breakouts.groups.find((one) => view.me?.person !== null && one.members.includes(view.me?.person ?? ''));
  if (!open || mine === undefined) return null;
  const called = help.includes(mine.groupId);
  return (
    <section className="live-stage-card stack" aria-label={mine.name}>
      <div className="row row-apart">
        <h2>{mine.name}</h2>
        {endsAt !== null && <span className="figures">{clockText(endsAt - now)}</span>}
      </div>
      <p>
        {m.live_group_with({
          names:
            mine.members
              .filter((id) => id !== view.me?.person)
              .map(nameOf)
              .join(', ') || m.live_group_alone(),
        })}
      </p>
      {said !== null && <Note role="status">{said.text}</Note>}
      <Button aria-pressed={called} onClick={() => void act(callForHelp, { wanted: !called })}>
        <LifeBuoy aria-hidden size={20} />
        {called ? m.live_help_coming() : m.live_help_call()}
      </Button>
    </section>
  );
}

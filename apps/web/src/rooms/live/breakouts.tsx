import { assignBreakout, closeBreakouts, helpGroup, openBreakouts, planBreakouts, tellBreakouts, type BreakoutGroup } from '#lotse/contract';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { clockText, useServerNow } from './clock.js';
import { PreparedGroups, StoredGroups } from './ready-groups.js';
import { seats } from './seating.js';

/** People spread evenly over groups, so that each group has somebody of both places where that is possible. */
export function spread(people: readonly string[], groups: number, name: (n: number) => string): BreakoutGroup[] {
  const made = Array.from({ length: groups }, (_, at): BreakoutGroup => ({ groupId: crypto.randomUUID(), name: name(at + 1), members: [] }));
  people.forEach((person, at) => made[at % groups]?.members.push(person));
  return made;
}

/** For the tutor: plan, open, watch, come back. */
export function BreakoutsForm() {
  return useMeeting().view.state.breakouts.open ? <OpenGroups /> : <PlanGroups />;
}

function PlanGroups() {
  const { view, act } = useMeeting();
  const { breakouts, people } = view.state;
  const { room, remote } = seats(people);
  const here = [...room, ...remote].map((one) => one.id);
  const [seconds, setSeconds] = useState(600);
  const propose = (count: number) => void act(planBreakouts, { groups: spread(here, count, (number) => m.live_group({ number })) });
  const open = () => act(openBreakouts, seconds === 0 ? {} : { seconds });
  const time = <Minutes seconds={seconds} onChange={setSeconds} />;
  return (
    <div className="stack stack-24">
      <PreparedGroups here={here} onStart={open} time={time} />
      <section className="stack stack-8" aria-labelledby="groups-now">
        <h3 id="groups-now">{m.live_groups_now()}</h3>
        {here.length < 2 ? <Note>{m.live_groups_few()}</Note> : <p>{m.live_groups_text()}</p>}
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
      </section>
      {breakouts.groups.length > 0 && (
        <section className="stack stack-8" aria-label={m.live_groups()}>
          <Groups />
          {time}
          <Button look="main" onClick={() => void open()}>
            {m.live_groups_open()}
          </Button>
        </section>
      )}
    </div>
  );
}

function Minutes({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{m.live_groups_minutes()}</label>
      <select id={id} className="input" value={seconds} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {[5, 10, 15, 20, 30].map((minutes) => (
          <option key={minutes} value={minutes * 60}>
            {m.live_minutes({ minutes })}
          </option>
        ))}
        <option value={0}>{m.live_no_limit()}</option>
      </select>
    </div>
  );
}

function Groups() {
  const { groups, help } = useMeeting().view.state.breakouts;
  return (
    <ul className="stack stack-8">
      {groups.map((group) => (
        <li key={group.groupId} className={help.includes(group.groupId) ? 'card stack stack-8 live-calls' : 'card stack stack-8'}>
          <GroupCard group={group} />
        </li>
      ))}
    </ul>
  );
}

function GroupCard({ group }: { group: BreakoutGroup }) {
  const { view, act } = useMeeting();
  return (
    <>
      <div className="row row-apart">
        <h3>{group.name}</h3>
        {view.state.breakouts.help.includes(group.groupId) && (
          <Button onClick={() => void act(helpGroup, { groupId: group.groupId })}>
            <LifeBuoy aria-hidden size={18} />
            {m.live_group_helped()}
          </Button>
        )}
      </div>
      {group.members.length === 0 && <p className="small soft">{m.live_group_empty()}</p>}
      <ul className="stack stack-4">
        {group.members.map((person) => (
          <Member key={person} person={person} group={group} />
        ))}
      </ul>
    </>
  );
}

/** Who is not here yet keeps their place; who is here can be moved. */
function Member({ person, group }: { person: string; group: BreakoutGroup }) {
  const { view, nameOf, act } = useMeeting();
  const isHere = view.state.people[person]?.here ?? false;
  return (
    <li className="row row-apart">
      <span>{nameOf(person)}</span>
      {!isHere && <span className="small soft">{m.live_group_not_here()}</span>}
      {isHere && (
        <label className="small">
          <span className="unseen">{m.live_group_of({ name: nameOf(person) })}</span>
          <select className="input" value={group.groupId} onChange={(event) => void act(assignBreakout, { person, groupId: event.currentTarget.value })}>
            {view.state.breakouts.groups.map((one) => (
              <option key={one.groupId} value={one.groupId}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </li>
  );
}

/** Somebody who came after the groups had begun, and is in none. */
function InNoGroup() {
  const { view, nameOf, act } = useMeeting();
  const { groups } = view.state.breakouts;
  const { room, remote } = seats(view.state.people);
  const left = [...room, ...remote].filter((one) => !groups.some((group) => group.members.includes(one.id)));
  if (left.length === 0) return null;
  return (
    <section className="card stack stack-8" aria-labelledby="no-group">
      <h3 id="no-group">{m.live_group_none()}</h3>
      {left.map((one) => (
        <div key={one.id} className="row" role="group" aria-label={m.live_group_of({ name: nameOf(one.id) })}>
          <span>{nameOf(one.id)}</span>
          {groups.map((group) => (
            <Button key={group.groupId} onClick={() => void act(assignBreakout, { person: one.id, groupId: group.groupId })}>
              {m.live_group_into({ name: group.name })}
            </Button>
          ))}
        </div>
      ))}
    </section>
  );
}

function OpenGroups() {
  const { live, view, act } = useMeeting();
  const { endsAt, said } = view.state.breakouts;
  const now = useServerNow(live, endsAt !== null);
  const [text, setText] = useState('');
  useUnsaved(text);
  async function tell(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '' && (await act(tellBreakouts, { text: text.trim() }))) setText('');
  }
  return (
    <div className="stack">
      <div className="row row-apart">
        <p className="live-large figures">{endsAt === null ? m.live_groups_running() : m.live_groups_left({ time: clockText(endsAt - now) })}</p>
        <Button look="main" onClick={() => void act(closeBreakouts, {})}>
          {m.live_groups_close()}
        </Button>
      </div>
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
      <InNoGroup />
      <Groups />
    </div>
  );
}

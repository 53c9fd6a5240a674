import { handQueue, callHand, doneHand, handOrder, helpGroup, readmitPerson, raiseHandFor, removePerson, tapPresent, type Hand } from '#lotse/contract';
import Hand_ from 'lucide-react/icons/hand';
import House from 'lucide-react/icons/house';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import MapPin from 'lucide-react/icons/map-pin';
import Factory from 'lucide-react/icons/factory';
import Route from 'lucide-react/icons/route';
import { useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { formatTime } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';
import { clockText, useServerNow } from './clock.js';
import { LiveSheet } from './live-sheet.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { quietOnes, seats, turnsBySide, type Seated } from './seating.js';
import { TapPresent } from './tap-present.js';
import { placeWord } from '../meeting/place-words.js';

const PLACE_ICON = { room: MapPin, home: House, firm: Factory, away: Route };

/** The tutor's left side: the queue on top, under it the people by place. */
export function PeoplePanel() {
  const { view, nameOf } = useMeeting();
  const { people } = view.state;
  const { room, remote, tutors, left } = seats(people);
  const [chosen, setChosen] = useState<string | null>(null);
  const [tapping, setTapping] = useState(false);
  const lists: [string, Seated[], string][] = [
    [m.live_in_room(), room, m.live_in_room_empty()],
    [m.live_remote(), remote, m.live_remote_empty()],
  ];
  return (
    <section className="live-people" aria-label={m.live_people()}>
      <HelpCalls />
      <Queue />
      {lists.map(([title, list, empty]) => (
        <div key={title}>
          <h2 className="live-heading">
            {title} <span className="soft figures">{list.length}</span>
          </h2>
          {list.length === 0 && <p className="small soft">{empty}</p>}
          <ul className="live-list">
            {list.map((one) => (
              <Person key={one.id} one={one} onChoose={setChosen} />
            ))}
          </ul>
        </div>
      ))}
      <Button look="quiet" onClick={() => setTapping(true)}>
        {m.live_tap_title()}
      </Button>
      <Quiet />
      {tutors.length > 1 && <p className="small soft">{m.live_tutors({ names: tutors.map((one) => nameOf(one.id)).join(', ') })}</p>}
      {left.length > 0 && <p className="small soft">{m.live_left({ names: left.map((one) => nameOf(one.id)).join(', ') })}</p>}
      {view.state.removed.length > 0 && <Removed persons={view.state.removed} />}
      <PersonSheet person={chosen} onClose={() => setChosen(null)} />
      <LiveSheet title={m.live_tap_title()} open={tapping} onClose={() => setTapping(false)}>
        <TapPresent />
      </LiveSheet>
    </section>
  );
}

/** A break-out group that calls comes before everything else. */
function HelpCalls() {
  const { view, act } = useMeeting();
  const { groups, help } = view.state.breakouts;
  const calling = groups.filter((group) => help.includes(group.groupId));
  return (
    <div role="status" className={calling.length === 0 ? 'unseen' : 'live-help'}>
      <ul className="live-list">
        {calling.map((group) => (
          <li key={group.groupId} className="live-hand live-calls">
            <LifeBuoy aria-hidden size={18} />
            <span className="live-hand-who">{m.live_group_calls({ name: group.name })}</span>
            <Button onClick={() => void act(helpGroup, { groupId: group.groupId })}>{m.live_group_helped()}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who was removed may be let in again. */
function Removed({ persons }: { persons: readonly string[] }) {
  const { nameOf, act } = useMeeting();
  return (
    <div>
      <h2 className="live-heading">{m.live_removed()}</h2>
      <ul className="live-chips">
        {persons.map((person) => (
          <li key={person}>
            <Button look="quiet" onClick={() => void act(readmitPerson, { person })}>
              {m.live_readmit({ name: nameOf(person) })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Queue() {
  const { view, act } = useMeeting();
  const hands = handQueue(view.state);
  const alternate = view.state.handOrder === 'alternate';
  return (
    <div className="live-queue">
      <div className="row row-apart">
        <h2 className="live-heading">
          {m.live_queue()} <span className="soft figures">{hands.length}</span>
        </h2>
        <Button look="quiet" aria-pressed={alternate} onClick={() => void act(handOrder, { order: alternate ? 'time' : 'alternate' })}>
          {alternate ? m.live_order_alternate() : m.live_order_time()}
        </Button>
      </div>
      {hands.length === 0 && <p className="small soft">{m.live_queue_empty()}</p>}
      <ol className="live-list">
        {hands.map((hand) => (
          <QueuedHand key={hand.person} hand={hand} />
        ))}
      </ol>
    </div>
  );
}

function QueuedHand({ hand }: { hand: Hand }) {
  const { live, view, act, nameOf } = useMeeting();
  const now = useServerNow(live);
  const person = view.state.people[hand.person];
  const Icon = PLACE_ICON[person?.place ?? 'home'];
  return (
    <li className={hand.calledAt === null ? 'live-hand' : 'live-hand live-hand-called'}>
      <Icon aria-label={placeWord[person?.place ?? 'home']()} size={16} />
      <span className="live-hand-who">
        {nameOf(hand.person)}
        {hand.topic !== null && hand.topic !== '' && <span className="small soft">{hand.topic}</span>}
        <span className="small soft figures">{clockText(now - hand.raisedAt)}</span>
      </span>
      {hand.calledAt === null ? (
        <Button onClick={() => void act(callHand, { person: hand.person })}>{m.live_call()}</Button>
      ) : (
        <Button onClick={() => void act(doneHand, { person: hand.person })}>{m.live_done()}</Button>
      )}
    </li>
  );
}

function Person({ one, onChoose }: { one: Seated; onChoose: (id: string) => void }) {
  const { view, nameOf } = useMeeting();
  const Icon = PLACE_ICON[one.place ?? 'home'];
  const isAway = view.away.has(one.id);
  const raised = view.state.hands.some((hand) => hand.person === one.id);
  const { open, groups } = view.state.breakouts;
  const group = open ? groups.find((made) => made.members.includes(one.id)) : undefined;
  return (
    <li>
      <button type="button" className="live-person" onClick={() => onChoose(one.id)}>
        <Icon aria-label={one.place === null ? m.live_place_unknown() : placeWord[one.place]()} size={16} />
        <span className="live-name">{nameOf(one.id)}</span>
        {raised && <Hand_ aria-label={m.live_hand_up()} size={16} className="live-raised" />}
        {one.tapped && <span className="badge">{m.live_tapped()}</span>}
        {group !== undefined && <span className="small soft">{group.name}</span>}
        {isAway && <span className="badge badge-amber">{m.live_away()}</span>}
      </button>
    </li>
  );
}

/** Counts only: how often each side was heard, and who was not for long. */
function Quiet() {
  const { view, nameOf, act } = useMeeting();
  const quiet = quietOnes(view.state.people);
  const turns = turnsBySide(view.state.people);
  if (quiet.length === 0) return null;
  return (
    <div>
      <h2 className="live-heading">{m.live_quiet()}</h2>
      <p className="small soft">{m.live_turns(turns)}</p>
      <ul className="live-chips">
        {quiet.map((one) => (
          <li key={one.id}>
            <Button look="quiet" onClick={() => void act(raiseHandFor, { person: one.id }).then((done) => done && act(callHand, { person: one.id }))}>
              {m.live_call_person({ name: nameOf(one.id) })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PersonSheet({ person, onClose }: { person: string | null; onClose: () => void }) {
  const { view, nameOf, act } = useMeeting();
  const locale = useLocale();
  const [removing, setRemoving] = useState(false);
  const one = person === null ? undefined : view.state.people[person];
  const close = () => {
    setRemoving(false);
    onClose();
  };
  const run = (done: Promise<boolean>) => void done.then((isDone) => isDone && close());
  return (
    <LiveSheet title={nameOf(person)} open={person !== null} onClose={close}>
      {person !== null && (
        <div className="stack">
          <p>
            {one?.place ? placeWord[one.place]() : m.live_place_unknown()}
            {one?.checkedInAt ? ` · ${m.live_checked_in({ time: formatTime(new Date(one.checkedInAt).toISOString(), locale) })}` : ''}
            {one?.tapped ? ` · ${m.live_tapped_by_you()}` : ''}
          </p>
          <Button onClick={() => run(act(raiseHandFor, { person }))}>{m.live_raise_for()}</Button>
          {one?.tapped && <Button onClick={() => run(act(tapPresent, { person, present: false }))}>{m.live_untap()}</Button>}
          {!removing && (
            <Button look="quiet" onClick={() => setRemoving(true)}>
              {m.live_remove()}
            </Button>
          )}
          {removing && (
            <div className="note note-amber">
              <div className="stack stack-8">
                <p>{m.live_remove_ask()}</p>
                <Button onClick={() => run(act(removePerson, { person }))}>{m.live_remove_now()}</Button>
              </div>
            </div>
          )}
        </div>
      )}
    </LiveSheet>
  );
}

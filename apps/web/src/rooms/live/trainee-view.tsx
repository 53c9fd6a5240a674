import { checkIn, handQueue, lowerHand, MOODS, raiseHand, setMood, type MeetingPlace } from '#lotse/contract';
import Hand from 'lucide-react/icons/hand';
import MapPin from 'lucide-react/icons/map-pin';
import MessageSquare from 'lucide-react/icons/message-square';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { MyGroup } from './my-group.js';
import { ChatPanel } from './chat-panel.js';
import { Fault } from './fault.js';
import { LiveSheet } from './live-sheet.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { placeWord } from '../meeting/place-words.js';
import { PlaceCard } from './place-card.js';
import { takeScanned } from './scanned-code.js';
import { seats } from './seating.js';
import { Stage } from './stage.js';
import { TopBar } from './top-bar.js';

type Open = 'chat' | 'place' | 'hand' | null;

/** A trainee's phone: what everybody works on, and at the thumb the hand, the chat, how it goes. */
export function TraineeView() {
  const { view } = useMeeting();
  const [open, setOpen] = useState<Open>(null);
  const [read, setRead] = useState(0);
  const begun = useState('');
  const place = view.state.people[view.me?.person ?? '']?.place ?? null;
  const [first] = useState(place);
  useScannedCode(place === 'room');
  const { tutors } = seats(view.state.people);
  const unread = view.state.chat.filter((line) => line.line > read && line.by !== view.me?.person).length;
  const openChat = () => {
    setRead(view.state.seq);
    setOpen('chat');
  };
  return (
    <div className="live live-trainee">
      <TopBar isTutor={false} />
      <Fault />
      <main className="live-stage" id="main">
        {place === null && <PlaceCard />}
        {tutors.length === 0 && <Note role="status">{m.live_wait_for_tutor()}</Note>}
        <MyTurn />
        <MyGroup />
        <Stage />
        {place !== null && <YouAre place={place} isNext={first === null} onChange={() => setOpen('place')} />}
      </main>
      <section className="live-foot" aria-label={m.live_actions()}>
        <Mood />
        <div className="live-foot-row">
          <HandButton onOpen={() => setOpen('hand')} />
          <Button onClick={openChat}>
            <MessageSquare aria-hidden size={20} />
            <span className="live-nowrap">{unread > 0 ? m.live_chat_unread({ count: unread }) : m.live_chat()}</span>
          </Button>
        </div>
      </section>
      <LiveSheet title={m.live_chat()} open={open === 'chat'} onClose={() => setOpen(null)}>
        <ChatPanel isTutor={false} begun={begun} />
      </LiveSheet>
      <LiveSheet title={m.live_where()} open={open === 'place'} onClose={() => setOpen(null)}>
        <PlaceCard onDone={() => setOpen(null)} />
      </LiveSheet>
      <LiveSheet title={m.live_hand_raise()} open={open === 'hand'} onClose={() => setOpen(null)}>
        <RaiseHand onDone={() => setOpen(null)} />
      </LiveSheet>
    </div>
  );
}

/** `isNext`: it takes the place of the card in which it was said, and the focus with it. */
function YouAre({ place, isNext, onChange }: { place: MeetingPlace; isNext: boolean; onChange: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNext && document.activeElement === document.body) box.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [isNext]);
  return (
    <div ref={box} className="stack">
      <Button look="quiet" onClick={onChange}>
        <MapPin aria-hidden size={18} />
        {m.live_you_are({ place: placeWord[place]() })}
      </Button>
    </div>
  );
}

/** A code that was scanned in this browser (check-in-page.tsx) is used here, whether the hour was open before or is opened now. */
function useScannedCode(isInRoom: boolean): void {
  const { view, act } = useMeeting();
  const isOpen = view.line === 'open';
  useEffect(() => {
    if (!isOpen) return;
    const look = () => {
      const code = takeScanned(Date.now());
      if (code !== null && !isInRoom) void act(checkIn, { code });
    };
    const stop = new AbortController();
    window.addEventListener('storage', look, { signal: stop.signal });
    document.addEventListener('visibilitychange', look, { signal: stop.signal });
    look();
    return () => stop.abort();
  }, [isOpen, isInRoom, act]);
}

/** Said once, when it comes: a person is called. */
function MyTurn() {
  const { view } = useMeeting();
  const mine = view.state.hands.find((hand) => hand.person === view.me?.person);
  if ((mine?.calledAt ?? null) === null) return <p className="unseen" role="status" />;
  return (
    <p className="live-turn" role="status">
      <Hand aria-hidden size={22} />
      {m.live_your_turn()}
    </p>
  );
}

function HandButton({ onOpen }: { onOpen: () => void }) {
  const { view, act } = useMeeting();
  const hands = handQueue(view.state);
  const at = hands.findIndex((hand) => hand.person === view.me?.person);
  if (at === -1 && view.state.locks.hands)
    return (
      <Button aria-disabled>
        <Hand aria-hidden size={20} />
        {m.live_hands_off()}
      </Button>
    );
  if (at === -1)
    return (
      <Button look="main" onClick={onOpen}>
        <Hand aria-hidden size={20} />
        {m.live_hand_raise()}
      </Button>
    );
  return (
    <Button aria-pressed onClick={() => void act(lowerHand, {})}>
      <Hand aria-hidden size={20} className="live-raised" />
      <span>
        {m.live_hand_lower()} <span className="small live-nowrap">{m.live_hand_place({ number: at + 1 })}</span>
      </span>
    </Button>
  );
}

function RaiseHand({ onDone }: { onDone: () => void }) {
  const { act } = useMeeting();
  const [topic, setTopic] = useState('');
  useUnsaved(topic);
  async function raise(event: FormEvent) {
    event.preventDefault();
    if (await act(raiseHand, topic.trim() === '' ? {} : { topic: topic.trim() })) onDone();
  }
  return (
    <form className="stack" onSubmit={(event) => void raise(event)}>
      <div className="field">
        <label htmlFor="hand-topic">{m.live_hand_topic()}</label>
        <input id="hand-topic" className="input" maxLength={200} autoComplete="off" value={topic} onInput={(event) => setTopic(event.currentTarget.value)} />
      </div>
      <Button look="main" wide type="submit">
        {m.live_hand_raise()}
      </Button>
    </form>
  );
}

const MOOD_WORD = { ok: m.live_mood_ok, fast: m.live_mood_fast, lost: m.live_mood_lost };

/** The tutor sees counts only. It stands until the hour ends, on each device of the person; what could not be stored is not shown as said. */
function Mood() {
  const { live, view, act } = useMeeting();
  const mine = view.myMood;
  async function choose(pressed: (typeof MOODS)[number]) {
    const mood = mine === pressed ? null : pressed;
    live.change({ myMood: mood });
    if (!(await act(setMood, { mood })) && live.view.get().myMood === mood) live.change({ myMood: mine });
  }
  return (
    <div className="live-moods" role="group" aria-label={m.live_mood_title()}>
      {MOODS.map((mood) => (
        <button key={mood} type="button" aria-pressed={mine === mood} onClick={() => void choose(mood)}>
          {MOOD_WORD[mood]()}
        </button>
      ))}
    </div>
  );
}

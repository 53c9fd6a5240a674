import { handQueue, callHand, LOCKS, setLock, startTimer, type Lock } from '#lotse/contract';
import ChartColumn from 'lucide-react/icons/chart-column';
import Hand from 'lucide-react/icons/hand';
import ListChecks from 'lucide-react/icons/list-checks';
import Monitor from 'lucide-react/icons/monitor';
import { useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { BreakoutsForm } from './breakouts.js';
import { ChatPanel } from './chat-panel.js';
import { DeviceSheet } from './device-sheet.js';
import { Fault } from './fault.js';
import { LiveSheet } from './live-sheet.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { PeoplePanel } from './people-panel.js';
import { PickExercise } from './pick-exercise.js';
import { PollForm } from './poll-form.js';
import { Stage } from './stage.js';
import { TopBar } from './top-bar.js';

type Open = 'exercise' | 'poll' | 'timer' | 'breakouts' | 'locks' | 'device' | null;
type Tab = 'people' | 'stage' | 'chat';

/** 13 inches first: people left, stage in the middle, chat right; on a phone one of them at a time. The three most used actions always show. */
export function TutorView() {
  const [open, setOpen] = useState<Open>(null);
  const [tab, setTab] = useState<Tab>('stage');
  const unread = useUnread(tab === 'chat');
  const close = () => setOpen(null);
  return (
    <div className="live live-tutor" data-tab={tab}>
      <TopBar isTutor />
      <Actions onOpen={setOpen} />
      <Fault />
      <PeoplePanel />
      <main className="live-stage" id="main">
        <Stage />
      </main>
      <ChatPanel isTutor />
      <Tabs tab={tab} unread={unread} onTab={setTab} />
      <LiveSheet title={m.live_exercise_start()} open={open === 'exercise'} onClose={close}>
        <PickExercise onDone={close} />
      </LiveSheet>
      <LiveSheet title={m.live_poll()} open={open === 'poll'} onClose={close}>
        <PollForm onDone={close} />
      </LiveSheet>
      <LiveSheet title={m.live_timer()} open={open === 'timer'} onClose={close}>
        <TimerForm onDone={close} />
      </LiveSheet>
      <LiveSheet title={m.live_groups()} open={open === 'breakouts'} onClose={close}>
        <BreakoutsForm />
      </LiveSheet>
      <LiveSheet title={m.live_locks()} open={open === 'locks'} onClose={close}>
        <Locks />
      </LiveSheet>
      <LiveSheet title={m.live_device()} open={open === 'device'} onClose={close}>
        <DeviceSheet />
      </LiveSheet>
    </div>
  );
}

function Actions({ onOpen }: { onOpen: (open: Open) => void }) {
  const { view } = useMeeting();
  const { breakouts, locks, devices } = view.state;
  const locked = LOCKS.filter((lock) => locks[lock]).length;
  const paired = Object.keys(devices).length;
  return (
    <section className="live-actions" aria-label={m.live_actions()}>
      <div className="live-most-used">
        <CallNext />
        <Button onClick={() => onOpen('exercise')}>
          <ListChecks aria-hidden size={20} />
          {m.live_exercise_start()}
        </Button>
        <Button onClick={() => onOpen('poll')}>
          <ChartColumn aria-hidden size={20} />
          {m.live_poll()}
        </Button>
      </div>
      <div className="live-more">
        <Button look="quiet" onClick={() => onOpen('timer')}>
          {m.live_timer()}
        </Button>
        <Button look="quiet" className={breakouts.help.length > 0 ? 'live-loud' : ''} onClick={() => onOpen('breakouts')}>
          {breakouts.help.length > 0 ? m.live_groups_help({ count: breakouts.help.length }) : m.live_groups()}
        </Button>
        <Button look="quiet" onClick={() => onOpen('locks')}>
          {locked > 0 ? m.live_locks_on({ count: locked }) : m.live_locks()}
        </Button>
        <Button look="quiet" onClick={() => onOpen('device')}>
          <Monitor aria-hidden size={20} className="live-wide" />
          {paired > 0 ? m.live_device_on() : m.live_device()}
        </Button>
      </div>
    </section>
  );
}

/** The main action. On a phone the name stands in the queue only: three actions side by side. */
function CallNext() {
  const { view, act, nameOf } = useMeeting();
  const next = handQueue(view.state).find((hand) => hand.calledAt === null);
  const words = next === undefined ? m.live_call_next() : m.live_call_person({ name: nameOf(next.person) });
  return (
    <Button look="main" aria-label={words} aria-disabled={next === undefined} onClick={() => next && void act(callHand, { person: next.person })}>
      <Hand aria-hidden size={20} />
      <span className="live-wide">{words}</span>
      <span className="live-narrow">{m.live_call_next()}</span>
    </Button>
  );
}

/** Lines of others since the chat was last in sight. */
function useUnread(isInSight: boolean): number {
  const { chat } = useMeeting().view.state;
  const me = useMeeting().view.me?.person;
  const [read, setRead] = useState(0);
  const last = chat.at(-1)?.line ?? 0;
  if (isInSight && read !== last) setRead(last);
  return isInSight ? 0 : chat.filter((line) => line.line > read && line.by !== me).length;
}

function Tabs({ tab, unread, onTab }: { tab: Tab; unread: number; onTab: (tab: Tab) => void }) {
  const { view } = useMeeting();
  const waiting = view.state.hands.filter((hand) => hand.calledAt === null).length;
  const words: [Tab, string][] = [
    ['people', m.live_people()],
    ['stage', m.live_tab_stage()],
    ['chat', unread > 0 ? m.live_chat_unread({ count: unread }) : m.live_chat()],
  ];
  return (
    <nav className="live-tabs" aria-label={m.live_parts()}>
      {words.map(([name, word]) => (
        <button key={name} type="button" aria-current={tab === name} onClick={() => onTab(name)}>
          {word}
          {name === 'people' && waiting > 0 && (
            <span className="live-tab-count">
              <Hand aria-hidden size={14} />
              {waiting} <span className="unseen">{m.live_hands_waiting({ count: waiting })}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}

function TimerForm({ onDone }: { onDone: () => void }) {
  const { act } = useMeeting();
  const [label, setLabel] = useState('');
  useUnsaved(label);
  const begin = (minutes: number) =>
    void act(startTimer, { label: label.trim(), seconds: minutes * 60 }).then((done) => {
      if (done) onDone();
    });
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor="timer-label">{m.live_timer_label()}</label>
        <input id="timer-label" className="input" maxLength={80} value={label} onInput={(event) => setLabel(event.currentTarget.value)} />
      </div>
      <div className="row">
        {[1, 2, 5, 10, 15, 20].map((minutes) => (
          <Button key={minutes} onClick={() => begin(minutes)}>
            {m.live_minutes({ minutes })}
          </Button>
        ))}
      </div>
    </div>
  );
}

const LOCK_WORD: Record<Lock, () => string> = {
  chat: m.live_lock_chat,
  hands: m.live_lock_hands,
  microphones: m.live_lock_microphones,
  cameras: m.live_lock_cameras,
  board: m.live_lock_board,
  room: m.live_lock_room,
};

function Locks() {
  const { view, act } = useMeeting();
  const { locks } = view.state;
  return (
    <div className="stack stack-8">
      {LOCKS.map((lock) => (
        <label key={lock} className="choice">
          <input type="checkbox" checked={locks[lock]} onChange={(event) => void act(setLock, { lock, on: event.currentTarget.checked })} />
          <span>{LOCK_WORD[lock]()}</span>
        </label>
      ))}
    </div>
  );
}

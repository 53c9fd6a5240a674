import { handQueue, callHand, LOCKS, setLock, startTimer, type Lock } from '#lotse/contract';
import ChartColumn from 'lucide-react/icons/chart-column';
import Hand from 'lucide-react/icons/hand';
import ListChecks from 'lucide-react/icons/list-checks';
import { useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { m } from '../../paraglide/messages.js';
import { BreakoutsForm } from './breakouts.js';
import { ChatPanel } from './chat-panel.js';
import { DeviceSheet } from './device-sheet.js';
import { Fault } from './fault.js';
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
  const close = () => setOpen(null);
  return (
    <div className="live live-tutor" data-tab={tab}>
      <TopBar isTutor onDevices={() => setOpen('device')} />
      <Actions onOpen={setOpen} />
      <Fault />
      <PeoplePanel />
      <main className="live-stage" id="main">
        <Stage />
      </main>
      <ChatPanel isTutor />
      <Tabs tab={tab} onTab={setTab} />
      <Sheet title={m.live_exercise_start()} open={open === 'exercise'} onClose={close}>
        <PickExercise onDone={close} />
      </Sheet>
      <Sheet title={m.live_poll()} open={open === 'poll'} onClose={close}>
        <PollForm onDone={close} />
      </Sheet>
      <Sheet title={m.live_timer()} open={open === 'timer'} onClose={close}>
        <TimerForm onDone={close} />
      </Sheet>
      <Sheet title={m.live_groups()} open={open === 'breakouts'} onClose={close}>
        <BreakoutsForm />
      </Sheet>
      <Sheet title={m.live_locks()} open={open === 'locks'} onClose={close}>
        <Locks />
      </Sheet>
      <Sheet title={m.live_device()} open={open === 'device'} onClose={close}>
        <DeviceSheet />
      </Sheet>
    </div>
  );
}

function Actions({ onOpen }: { onOpen: (open: Open) => void }) {
  const { view, act, nameOf } = useMeeting();
  const next = handQueue(view.state).find((hand) => hand.calledAt === null);
  const { breakouts } = view.state;
  return (
    <section className="live-actions" aria-label={m.live_actions()}>
      <Button look="main" aria-disabled={next === undefined} onClick={() => next && void act(callHand, { person: next.person })}>
        <Hand aria-hidden size={20} />
        {next === undefined ? m.live_call_next() : m.live_call_person({ name: nameOf(next.person) })}
      </Button>
      <Button onClick={() => onOpen('exercise')}>
        <ListChecks aria-hidden size={20} />
        {m.live_exercise_start()}
      </Button>
      <Button onClick={() => onOpen('poll')}>
        <ChartColumn aria-hidden size={20} />
        {m.live_poll()}
      </Button>
      <Button look="quiet" onClick={() => onOpen('timer')}>
        {m.live_timer()}
      </Button>
      <Button look="quiet" onClick={() => onOpen('breakouts')}>
        {breakouts.help.length > 0 ? m.live_groups_help({ count: breakouts.help.length }) : m.live_groups()}
      </Button>
      <Button look="quiet" onClick={() => onOpen('locks')}>
        {m.live_locks()}
      </Button>
    </section>
  );
}

function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { view } = useMeeting();
  const waiting = view.state.hands.filter((hand) => hand.calledAt === null).length;
  const words: [Tab, string][] = [
    ['people', waiting > 0 ? m.live_tab_people_hands({ count: waiting }) : m.live_people()],
    ['stage', m.live_tab_stage()],
    ['chat', m.live_chat()],
  ];
  return (
    <nav className="live-tabs" aria-label={m.live_parts()}>
      {words.map(([name, word]) => (
        <button key={name} type="button" aria-current={tab === name} onClick={() => onTab(name)}>
          {word}
        </button>
      ))}
    </nav>
  );
}

function TimerForm({ onDone }: { onDone: () => void }) {
  const { act } = useMeeting();
  const [label, setLabel] = useState('');
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

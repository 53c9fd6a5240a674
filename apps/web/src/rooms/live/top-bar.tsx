import { endMeeting, stopTimer, whyNotPutBack } from '#lotse/contract';
import TimerIcon from 'lucide-react/icons/timer';
import WifiOff from 'lucide-react/icons/wifi-off';
import { useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import { clockText, useServerNow } from './clock.js';
import { LiveSheet } from './live-sheet.js';
import { LeaveButton, useLeave } from './leave-hour.js';
import { MediaBar } from '../media/media-bar.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { PutBack } from '../meeting/put-back.js';
import { seats } from './seating.js';

/** Title, who is where, what time it is; at the end the way out. */
export function TopBar({ isTutor }: { isTutor: boolean }) {
  const { view } = useMeeting();
  const { room, remote } = seats(view.state.people);
  return (
    <header className="live-top">
      <div className="live-title">
        <h1>{view.meeting?.title ?? ''}</h1>
        <p className="small soft">{m.live_counts({ room: room.length, remote: remote.length })}</p>
      </div>
      <Connection />
      <Countdown mayStop={isTutor} />
      {isTutor && <MoodBar />}
      <MediaBar />
      {isTutor ? <EndButton /> : <LeaveButton />}
    </header>
  );
}

function Connection() {
  const { view } = useMeeting();
  if (view.line === 'open') return null;
  return (
    <p className="live-lost" role="status">
      <WifiOff aria-hidden size={18} />
      {view.line === 'joining' ? m.live_joining() : m.live_lost()}
    </p>
  );
}

/** The timer everybody sees, by the server's clock. */
function Countdown({ mayStop }: { mayStop: boolean }) {
  const { live, view, act } = useMeeting();
  const { timer } = view.state;
  const now = useServerNow(live, timer !== null);
  if (timer === null) return null;
  const left = timer.endsAt - now;
  return (
    <div className={left <= 0 ? 'live-timer live-timer-over' : 'live-timer'} role="timer">
      <TimerIcon aria-hidden size={20} />
      <span className="figures">{left > 0 ? clockText(left) : m.live_timer_over()}</span>
      {timer.label !== '' && <span className="small">{timer.label}</span>}
      {mayStop && (
        <Button look="quiet" onClick={() => void act(stopTimer, {})}>
          {m.live_timer_stop()}
        </Button>
      )}
    </div>
  );
}

/** How it goes for the trainees: three counts, nobody's name. */
function MoodBar() {
  const { mood } = useMeeting().view;
  if (mood.ok + mood.fast + mood.lost === 0) return null;
  return (
    <dl className="live-mood" aria-label={m.live_mood_title()}>
      <Count label={m.live_mood_ok()} value={mood.ok} />
      <Count label={m.live_mood_fast()} value={mood.fast} loud={mood.fast > 0} />
      <Count label={m.live_mood_lost()} value={mood.lost} loud={mood.lost > 0} />
    </dl>
  );
}

function Count({ label, value, loud = false }: { label: string; value: number; loud?: boolean }) {
  return (
    <div className={loud ? 'live-mood-loud' : undefined}>
      <dt>{label}</dt>
      <dd className="figures">{value}</dd>
    </div>
  );
}

function EndButton() {
  const { act, live, view } = useMeeting();
  const leave = useLeave();
  const [open, setOpen] = useState(false);
  const mayPutBack = open && whyNotPutBack(view.state, live.now()) === null;
  return (
    <>
      <Button className="live-end" onClick={() => setOpen(true)}>
        {m.live_end()}
      </Button>
      <LiveSheet title={m.live_end_title()} open={open} onClose={() => setOpen(false)}>
        <div className="stack">
          <p>{m.live_end_text()}</p>
          <div className="row">
            <Button look="main" onClick={() => void act(endMeeting, {}).then(() => setOpen(false))}>
              {m.live_end_now()}
            </Button>
            <Button onClick={() => setOpen(false)}>{m.live_go_on()}</Button>
          </div>
          {mayPutBack && (
            <>
              <p className="soft">{m.live_put_back_text()}</p>
              <div>
                <PutBack meetingId={view.meeting?.meetingId ?? ''} onDone={() => setOpen(false)} />
              </div>
            </>
          )}
          <p className="soft">{m.live_leave_only_text()}</p>
          <div>
            <Button look="quiet" onClick={leave}>
              {m.live_leave_only()}
            </Button>
          </div>
        </div>
      </LiveSheet>
    </>
  );
}

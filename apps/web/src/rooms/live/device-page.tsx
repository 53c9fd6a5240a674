import { handQueue, deviceTicket, pairDevice } from '#lotse/contract';
import { useCallback, useEffect, useMemo, useState, type FormEvent } from 'react';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Waiting } from '../../kit/design/states.js';
import { takeFocus } from '../../kit/design/take-focus.js';
import { deviceId } from '../../kit/state/device.js';
import { tabStore } from '../../kit/state/stored.js';
import { m } from '../../paraglide/messages.js';
import { LiveConnection } from '../meeting/connection.js';
import { useFit } from './device-fit.js';
import { useCheckInCode } from './device-sheet.js';
import { MediaBar } from '../media/media-bar.js';
import { MeetingProvider, useMeeting } from '../meeting/meeting-context.js';
import { Qr } from './qr.js';
import { seats } from './seating.js';
import { Stage } from './stage.js';
import { clockText, useServerNow } from './clock.js';
import './live.css';
import './device.css';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import '../../kit/words/more-problems.js';

const TOKEN = 'lotse.room-device';

/** The beamer or tablet of a classroom: no person, paired by the tutor's code, legible from the last row. */
export function DevicePage() {
  const [token, setToken] = useState(() => tabStore.get(TOKEN));
  const forget = () => {
    tabStore.remove(TOKEN);
    setToken(null);
  };
  const keep = useCallback((paired: string) => {
    tabStore.set(TOKEN, paired);
    setToken(paired);
  }, []);
  if (token === null) return <Pair onPaired={keep} />;
  return <Paired key={token} token={token} onForget={forget} />;
}

/** A code in the address (`#ABCD-EFGH`), as the tutor's page shows it as a link and a QR code. It is good once, so it leaves the address. */
function takeCode(): string {
  const code = /^#([A-Z2-9]{4}-[A-Z2-9]{4})$/.exec(window.location.hash)?.[1] ?? '';
  if (code !== '') window.history.replaceState(null, '', window.location.pathname);
  return code;
}

function Pair({ onPaired }: { onPaired: (token: string) => void }) {
  const [brought] = useState(takeCode);
  const [code, setCode] = useState(brought);
  const [label, setLabel] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const pair = useCallback(
    (typed: string, name: string) =>
      call(pairDevice, { body: { code: typed.replace(/\s/g, ''), label: name.trim() || m.live_device() } }).then(
        ({ token }) => onPaired(token),
        (error: unknown) => setFault(sayProblem(error)),
      ),
    [onPaired],
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (code.trim() !== '') void pair(code, label);
  }
  useEffect(() => {
    if (brought !== '') void pair(brought, '');
  }, [brought, pair]);
  return (
    <main className="device-pair" id="main">
      <form className="card stack" onSubmit={submit}>
        <h1>{m.live_device()}</h1>
        <p>{m.device_pair_text()}</p>
        <div className="field">
          <label htmlFor="pair-code">{m.device_pair_code()}</label>
          <input
            id="pair-code"
            className="input live-code-input"
            autoFocus
            ref={takeFocus}
            autoComplete="off"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="pair-label">{m.device_pair_label()}</label>
          <input id="pair-label" className="input" maxLength={80} value={label} onInput={(event) => setLabel(event.currentTarget.value)} />
        </div>
        {fault !== null && (
          <Note look="wrong" role="alert">
            {fault}
          </Note>
        )}
        <Button look="main" type="submit">
          {m.device_pair()}
        </Button>
      </form>
    </main>
  );
}

function Paired({ token, onForget }: { token: string; onForget: () => void }) {
  const live = useMemo(() => new LiveConnection(() => call(deviceTicket, { body: { token } }), deviceId()), [token]);
  useEffect(() => {
    void live.open();
    return () => live.close();
  }, [live]);
  return (
    <MeetingProvider live={live}>
      <Screen onForget={onForget} />
    </MeetingProvider>
  );
}

function Screen({ onForget }: { onForget: () => void }) {
  const { live, view, nameOf } = useMeeting();
  const { timer, people, phase } = view.state;
  const now = useServerNow(live, timer !== null);
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const [side, setSide] = useState<HTMLElement | null>(null);
  useFit(stage);
  useFit(side);
  if (view.bye !== null || phase === 'ended') return <Over isEnded={phase === 'ended'} onForget={onForget} />;
  if (view.me === null) return <Waiting />;
  const { room, remote } = seats(people);
  const next = handQueue(view.state).slice(0, 4);
  return (
    <div className="device">
      <header className="device-top">
        <h1>{view.meeting?.title}</h1>
        {timer !== null && (
          <p className="device-timer figures">
            {timer.label !== '' && <span className="device-timer-label">{timer.label} </span>}
            {timer.endsAt > now ? clockText(timer.endsAt - now) : m.live_timer_over()}
          </p>
        )}
        {view.line !== 'open' && <p role="status">{m.live_lost()}</p>}
      </header>
      <main className="device-stage" id="main" ref={setStage}>
        <Stage />
      </main>
      <aside className="device-side" ref={setSide}>
        <CheckIn />
        <section>
          <h2>{m.live_queue()}</h2>
          {next.length === 0 && <p className="soft">{m.live_queue_empty()}</p>}
          <ol>
            {next.map((hand) => (
              <li key={hand.person} className={hand.calledAt === null ? undefined : 'device-called'}>
                {nameOf(hand.person)}
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>{m.live_remote()}</h2>
          <p>{remote.map((one) => nameOf(one.id)).join(', ') || m.live_remote_empty()}</p>
          <p className="soft">{m.live_counts({ room: room.length, remote: remote.length })}</p>
        </section>
        <MediaBar />
      </aside>
    </div>
  );
}

function Over({ isEnded, onForget }: { isEnded: boolean; onForget: () => void }) {
  return (
    <main className="device-pair" id="main">
      <div className="card stack">
        <h1>{isEnded ? m.device_over() : m.device_parted()}</h1>
        <p className="soft">{m.device_over_text()}</p>
        <div>
          <Button onClick={onForget}>{m.device_again()}</Button>
        </div>
      </div>
    </main>
  );
}

/** The code changes each minute; whoever scans it is told how to check in. */
function CheckIn() {
  const { code } = useCheckInCode();
  if (code.value === null) return <Waiting />;
  return (
    <section className="device-code">
      <h2>{m.live_checkin_title()}</h2>
      <p className="device-digits figures">{code.value.code}</p>
      <Qr address={`${window.location.origin}/check-in#${code.value.code}`} alt={m.device_qr()} />
    </section>
  );
}

import { useEffect, useState } from 'react';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { clockText } from './clock.js';
import { GOOD_MS, keepScanned, onTaken } from './scanned-code.js';
import './live.css';
import './device.css';

/**
 * Where the QR code of a room leads. A code alone opens nothing: the page keeps it for the hour that is open in this browser, or will be
 * in the next two minutes, and says how to get there.
 */
export function CheckInPage() {
  const code = /^#(\d{4,8})$/.exec(window.location.hash)?.[1] ?? null;
  return (
    <main className="device-pair" id="main">
      <div className="card stack">
        <h1>{m.live_checkin_title()}</h1>
        {code === null ? <Note look="amber">{m.checkin_none()}</Note> : <Code code={code} />}
        <p className="soft">{m.checkin_no_device()}</p>
      </div>
    </main>
  );
}

function Code({ code }: { code: string }) {
  const [until] = useState(() => keepScanned(code, Date.now()) + GOOD_MS);
  const [now, setNow] = useState(Date.now);
  const [isTaken, setTaken] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    const stop = onTaken(() => setTaken(true));
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  if (isTaken) return <Note role="status">{m.checkin_taken()}</Note>;
  if (now >= until)
    return (
      <Note look="amber" role="status">
        {m.checkin_over()}
      </Note>
    );
  return (
    <>
      <div>
        <p className="device-digits figures">{code}</p>
        <p className="soft figures">{m.checkin_left({ time: clockText(until - now) })}</p>
      </div>
      <p>{m.checkin_text()}</p>
      <ol className="checkin-steps">
        <li>{m.checkin_step_open()}</li>
        <li>{m.checkin_step_room({ enter: m.hr_enter() })}</li>
        <li>{m.checkin_step_code({ room: m.live_here_in_room() })}</li>
      </ol>
      <p>{m.checkin_is_open()}</p>
    </>
  );
}

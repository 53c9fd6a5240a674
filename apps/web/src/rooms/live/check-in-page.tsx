import { m } from '../../paraglide/messages.js';
import './live.css';
import './device.css';

/** Where the QR code of a room leads: a code alone opens nothing, so it says how to get to the own page and use it there. */
export function CheckInPage() {
  const code = /^#(\d{4,8})$/.exec(window.location.hash)?.[1];
  return (
    <main className="device-pair" id="main">
      <div className="card stack">
        <h1>{m.live_checkin_title()}</h1>
        {code !== undefined && <p className="device-digits figures">{code}</p>}
        <ol className="checkin-steps">
          <li>{m.checkin_step_open()}</li>
          <li>{m.checkin_step_room()}</li>
          <li>{m.checkin_step_code()}</li>
        </ol>
        <p className="soft">{m.checkin_no_device()}</p>
      </div>
    </main>
  );
}

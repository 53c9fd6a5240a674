import { checkInCode, pairingCode, revokeDevice } from '#lotse/contract';
import { useEffect, useState } from 'react';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { clockText, useServerNow } from './clock.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { Qr } from './qr.js';

/** The tutor pairs a beamer or tablet, and sees the code with which people in the room check in. */
export function DeviceSheet() {
  const { view, act } = useMeeting();
  const devices = Object.entries(view.state.devices);
  return (
    <div className="stack stack-24">
      <Pairing />
      {devices.length > 0 && (
        <ul className="stack stack-8" aria-label={m.live_devices()}>
          {devices.map(([deviceId, { label }]) => (
            <li key={deviceId} className="row row-apart card">
              <span>{label || m.live_device()}</span>
              <Button onClick={() => void act(revokeDevice, { deviceId })}>{m.live_device_revoke()}</Button>
            </li>
          ))}
        </ul>
      )}
      <CheckInCode />
    </div>
  );
}

/** The code is good once and for five minutes; the QR code brings a tablet there without typing. */
function Pairing() {
  const { live, view, ask } = useMeeting();
  const [code, setCode] = useState<{ code: string; until: string } | null>(null);
  const paired = Object.keys(view.state.devices).join();
  const [known, setKnown] = useState(paired);
  if (paired !== known) {
    setKnown(paired);
    setCode(null); // a device that has come has used it up
  }
  const now = useServerNow(live, code !== null);
  const left = code === null ? 0 : Date.parse(code.until) - now;
  return (
    <section className="stack stack-8" aria-labelledby="pairing">
      <h3 id="pairing">{m.live_device_pair_title()}</h3>
      {code === null || left <= 0 ? (
        <>
          <p>{m.live_device_what()}</p>
          {code !== null && <p className="soft">{m.live_device_code_over()}</p>}
          <div>
            <Button look="main" onClick={() => void ask(pairingCode, {}).then(setCode)}>
              {m.live_device_code()}
            </Button>
          </div>
        </>
      ) : (
        <div className="live-pairing">
          <div className="stack stack-8">
            <p>{m.live_device_how({ address: `${window.location.host}/room-device` })}</p>
            <p className="live-code" aria-live="polite">
              {code.code}
            </p>
            <p className="small soft figures">{m.live_code_left({ time: clockText(left) })}</p>
          </div>
          <div className="stack stack-4">
            <Qr address={`${window.location.origin}/room-device#${code.code}`} alt={m.live_device_qr()} />
            <p className="small soft">{m.live_device_scan()}</p>
          </div>
        </div>
      )}
    </section>
  );
}

/** Not more often than this, whatever the clocks say. */
const ASK_AGAIN_MS = 5000;

/** The code of this minute; asked again when it has run out. */
export function useCheckInCode() {
  const { live } = useMeeting();
  const [round, setRound] = useState(0);
  const code = useLoad(`code ${round}`, () => live.send(checkInCode, {}));
  const now = useServerNow(live);
  const until = code.value === null ? null : Date.parse(code.value.until);
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setRound((old) => old + 1), Math.max(ASK_AGAIN_MS, until - live.now()));
    return () => clearTimeout(timer);
  }, [live, until, round]);
  return { code, left: until === null ? 0 : until - now };
}

function CheckInCode() {
  const { code, left } = useCheckInCode();
  if (code.problem !== null) return <Failed problem={code.problem} onRetry={code.reload} heading={false} />;
  if (code.value === null) return <Waiting />;
  return (
    <section className="stack stack-8" aria-labelledby="check-in-code">
      <h3 id="check-in-code">{m.live_checkin_title()}</h3>
      <p>{m.live_checkin_without_device()}</p>
      <p className="live-code">{code.value.code}</p>
      <p className="small soft figures">{m.live_code_next({ time: clockText(left) })}</p>
    </section>
  );
}

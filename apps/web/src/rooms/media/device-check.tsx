import { useEffect, useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { faultOf, findDevices, openCamera, openMicrophone, playTone, type DeviceFault, type Found } from './devices.js';
import { LevelBar } from './level-bar.js';
import type { MediaSession } from './media-session.js';
import { sayHint } from './media-words.js';
import { Picture } from './picture.js';

interface Props {
  session: MediaSession;
  text: string;
  onDone: () => void;
}

/** Before somebody takes part: is the right microphone on, does one hear, how does one look. Whoever has no device listens. */
export function DeviceCheck({ session, text, onDone }: Props) {
  const [found, setFound] = useState<Found>({ microphones: [], cameras: [] });
  const [microphone, setMicrophone] = useState(session.chosen.microphone);
  const [camera, setCamera] = useState(session.chosen.camera);
  const [looking, setLooking] = useState(false);
  const sound = useTrack(openMicrophone, microphone, true);
  const picture = useTrack(openCamera, camera, looking);
  // names of devices are told once one of them was allowed
  useEffect(() => void findDevices().then(setFound), [sound.track, picture.track]);
  function enter() {
    void session.join({ microphone, camera });
    onDone();
  }
  return (
    <div className="stack">
      <p>{text}</p>
      <Device label={m.media_microphone()} list={found.microphones} value={microphone} onChange={setMicrophone} />
      {sound.track !== null && (
        <div className="stack stack-4">
          <LevelBar track={sound.track} />
          <p className="small soft">{m.media_level_hint()}</p>
        </div>
      )}
      {sound.fault !== null && <Note look="amber">{`${sayHint(`device.${sound.fault}`)} ${m.media_listen_only()}`}</Note>}
      {looking && <Device label={m.media_camera()} list={found.cameras} value={camera} onChange={setCamera} />}
      {picture.track !== null && <Picture track={picture.track} label={m.media_own_picture()} isOwn />}
      {picture.fault !== null && <Note look="amber">{sayHint(`device.${picture.fault}`)}</Note>}
      <div className="row">
        <Button onClick={playTone}>{m.media_tone()}</Button>
        <Button aria-pressed={looking} onClick={() => setLooking(!looking)}>
          {looking ? m.media_check_camera_off() : m.media_check_camera()}
        </Button>
      </div>
      <p className="small soft">{m.media_off_on_entry()}</p>
      <Button look="main" wide onClick={enter}>
        {m.media_take_part()}
      </Button>
    </div>
  );
}

function Device({ label, list, value, onChange }: { label: string; list: MediaDeviceInfo[]; value: string; onChange: (id: string) => void }) {
  if (list.length < 2) return null;
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{m.media_device_usual()}</option>
        {list.map((one, i) => (
          <option key={one.deviceId} value={one.deviceId}>
            {one.label || `${label} ${i + 1}`}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Tried {
  track: MediaStreamTrack | null;
  fault: DeviceFault | null;
}
const NOTHING: Tried = { track: null, fault: null };

/** A track of this device while it is looked at; it ends with the check. */
function useTrack(open: typeof openMicrophone, device: string, wanted: boolean): Tried {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    if (!wanted) return;
    let over = false;
    let mine: MediaStreamTrack | null = null;
    open({ microphone: device, camera: device }).then(
      (track) => {
        mine = track;
        if (over) track.stop();
        else setState({ track, fault: null });
      },
      (error: unknown) => {
        if (!over) setState({ track: null, fault: faultOf(error) });
      },
    );
    return () => {
      over = true;
      mine?.stop();
      setState(NOTHING);
    };
  }, [open, device, wanted]);
  return state;
}

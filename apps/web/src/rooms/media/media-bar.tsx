import { setPlace } from '#lotse/contract';
import Gauge from 'lucide-react/icons/gauge';
import Mic from 'lucide-react/icons/mic';
import MicOff from 'lucide-react/icons/mic-off';
import PhoneOff from 'lucide-react/icons/phone-off';
import Video from 'lucide-react/icons/video';
import VideoOff from 'lucide-react/icons/video-off';
import Volume2 from 'lucide-react/icons/volume-2';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useLive } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { DeviceCheck } from './device-check.js';
import { MediaSession, type MediaView } from './media-session.js';
import { sayHint } from './media-words.js';
import { Tiles } from './tiles.js';
import { VideoCall } from './video-call.js';
import './media.css';

/** Seeing and hearing, on every page of a meeting. Where a room has none of it, nothing stands here. */
export function MediaBar() {
  const { live, view: meeting } = useMeeting();
  const session = useMemo(() => new MediaSession(live), [live]);
  const view = useLive(session.view);
  useEffect(() => session.open(), [session]);
  useEffect(() => {
    if (meeting.line === 'open') void session.look();
    else session.lost();
  }, [session, meeting.line]);
  if (view.media === 'linkout') return <VideoCall />;
  if (view.media !== 'mesh') return null;
  if (view.off) return meeting.me?.seat === 'tutor' ? <p className="media small soft">{m.problem_media_off()}</p> : null;
  return (
    <section className={view.joined ? 'media media-joined' : 'media'} aria-label={m.media_title()}>
      {view.joined ? <Joined session={session} view={view} /> : <Outside session={session} view={view} />}
      {view.hint !== null && (
        <Note look="amber" role="status">
          <div className="row row-apart">
            <span>{sayHint(view.hint)}</span>
            <Button look="quiet" onClick={() => session.clearHint()}>
              {m.close()}
            </Button>
          </div>
        </Note>
      )}
    </section>
  );
}

function useInRoom(): boolean {
  const { me, state } = useMeeting().view;
  return me?.seat === 'device' || state.people[me?.person ?? '']?.place === 'room';
}

function Outside({ session, view }: { session: MediaSession; view: MediaView }) {
  const inRoom = useInRoom();
  const { me } = useMeeting().view;
  const text =
    me?.seat === 'device' ? m.media_check_device() : inRoom ? m.media_check_room() : me?.seat === 'tutor' ? m.media_check_staff() : m.media_check_text();
  const [checking, setChecking] = useState(false);
  return (
    <div className="media-row">
      <Button onClick={() => setChecking(true)}>
        <Volume2 aria-hidden size={20} />
        {m.media_enter()}
      </Button>
      {view.peers.length > 0 && <span className="small soft">{m.media_count({ count: view.peers.length })}</span>}
      <Sheet title={m.media_title()} open={checking} onClose={() => setChecking(false)}>
        <DeviceCheck session={session} text={text} onDone={() => setChecking(false)} />
      </Sheet>
    </div>
  );
}

function Joined({ session, view }: { session: MediaSession; view: MediaView }) {
  const { me, state } = useMeeting().view;
  const inRoom = useInRoom();
  const isDevice = me?.seat === 'device';
  // somebody speaks into their phone in the room: what the device plays would come back through it
  const isDucked = isDevice && state.microphone !== null && state.microphone !== me?.deviceId;
  const volume = inRoom && !isDevice ? 0 : isDucked ? 0.1 : 1;
  return (
    <>
      <div className="media-row">
        <Switch
          on={view.microphone}
          icons={[Mic, MicOff]}
          words={[m.media_microphone_on(), m.media_microphone_muted()]}
          onPress={() => void session.setMicrophone(!view.microphone, inRoom)}
        />
        {!view.lowData && (
          <Switch
            on={view.camera !== null}
            icons={[Video, VideoOff]}
            words={[m.media_camera_on(), m.media_camera_muted()]}
            onPress={() => void session.setCamera(view.camera === null)}
          />
        )}
        <Switch on={view.lowData} icons={[Gauge, Gauge]} words={[m.media_low(), m.media_low()]} onPress={() => void session.setLowData(!view.lowData)} />
        <Button look="quiet" onClick={() => session.leave()}>
          <PhoneOff aria-hidden size={20} />
          {m.media_leave()}
        </Button>
        {me?.seat === 'tutor' && <Where inRoom={inRoom} />}
      </div>
      {inRoom && !isDevice && <p className="small soft">{m.media_room_hint()}</p>}
      {me?.seat === 'tutor' && <Circle session={session} view={view} />}
      <Tiles session={session} view={view} volume={volume} />
    </>
  );
}

interface SwitchProps {
  on: boolean;
  icons: readonly [typeof Mic, typeof Mic];
  words: readonly [string, string];
  onPress: () => void;
}

function Switch({ on, icons, words, onPress }: SwitchProps): ReactNode {
  const Icon = icons[on ? 0 : 1];
  return (
    <Button aria-pressed={on} className={on ? 'media-on' : ''} onClick={onPress}>
      <Icon aria-hidden size={20} />
      {words[on ? 0 : 1]}
    </Button>
  );
}

/** A tutor in the classroom hears through the room device, not twice. */
function Where({ inRoom }: { inRoom: boolean }) {
  const { act } = useMeeting();
  return (
    <label className="media-where small">
      <input type="checkbox" checked={inRoom} onChange={(event) => void act(setPlace, { place: event.currentTarget.checked ? 'room' : 'away' })} />
      {m.media_tutor_in_room()}
    </label>
  );
}

/** While groups are open a tutor speaks with one of them, or with who is in none. */
function Circle({ session, view }: { session: MediaSession; view: MediaView }) {
  const { open, groups } = useMeeting().view.state.breakouts;
  if (!open) return null;
  return (
    <div className="media-row" role="group" aria-label={m.media_speak_with()}>
      <span className="small">{m.media_speak_with()}</span>
      {[{ groupId: null, name: m.media_nobody_group() }, ...groups].map((one) => (
        <Button key={one.groupId ?? ''} look="quiet" aria-pressed={view.circle === one.groupId} onClick={() => void session.setCircle(one.groupId)}>
          {one.name}
        </Button>
      ))}
    </div>
  );
}

import type { MediaPeer } from '#lotse/contract';
import Mic from 'lucide-react/icons/mic';
import MicOff from 'lucide-react/icons/mic-off';
import { useCallback, useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import type { MediaSession, MediaView } from './media-session.js';
import { Picture, Sound } from './picture.js';

interface Props {
  session: MediaSession;
  view: MediaView;
  /** 0: the room device plays what is said, this page does not. */
  volume: number;
}

/** The others, as far as one is together with them: a picture where there is one, else the name; who speaks has an open microphone. */
export function Tiles({ session, view, volume }: Props) {
  const nameOf = usePeerName();
  const [round, setRound] = useState(0);
  const [blocked, setBlocked] = useState(false);
  const onBlocked = useCallback(() => setBlocked(true), []);
  const mine = view.peers.find((one) => one.peer === session.peer);
  const others = view.peers.filter((one) => one.peer !== session.peer && one.circle === (mine?.circle ?? null));
  const failed = others.filter((one) => view.links[one.peer]?.state === 'failed');
  function hear() {
    setBlocked(false);
    setRound(round + 1);
  }
  return (
    <>
      <ul className="media-tiles" aria-label={m.media_who()} tabIndex={0}>
        {view.camera !== null && (
          <li className="media-tile">
            <Picture track={view.camera} label={m.media_own_picture()} isOwn />
            <span className="media-name">{m.media_you()}</span>
          </li>
        )}
        {others.map((one) => (
          <Tile key={one.peer} one={one} view={view} name={nameOf(one)} />
        ))}
        {others.length === 0 && <li className="small soft">{m.media_nobody_else()}</li>}
      </ul>
      {volume > 0 &&
        others.map((one) => {
          const track = one.audio ? (view.links[one.peer]?.audio ?? null) : null;
          return track === null ? null : <Sound key={`${one.peer} ${track.id} ${round}`} track={track} volume={volume} onBlocked={onBlocked} />;
        })}
      {blocked && (
        <Button look="main" onClick={hear}>
          {m.media_sound_on()}
        </Button>
      )}
      {failed.map((one) => (
        <Note key={one.peer} look="amber" role="status">
          <div className="row row-apart">
            <span>{m.media_link_failed({ name: nameOf(one) })}</span>
            <Button onClick={() => session.retry(one.peer)}>{m.media_again()}</Button>
          </div>
        </Note>
      ))}
    </>
  );
}

function Tile({ one, view, name }: { one: MediaPeer; view: MediaView; name: string }) {
  const link = view.links[one.peer];
  const picture = one.video && !view.lowData ? (link?.video ?? null) : null;
  const Icon = one.audio ? Mic : MicOff;
  const state = one.audio ? m.media_speaks() : m.media_silent();
  return (
    <li className={picture === null ? 'media-tile media-tile-plain' : 'media-tile'}>
      {picture !== null && <Picture track={picture} label={m.media_picture_of({ name })} />}
      <span className="media-name">
        <Icon aria-label={state} size={16} className={one.audio ? 'media-open' : undefined} />
        <span className="media-who">{name}</span>
      </span>
      {link?.state === 'connecting' && <span className="small soft">{m.media_connecting()}</span>}
    </li>
  );
}

/** A room device is named by its label. */
export function usePeerName(): (peer: MediaPeer) => string {
  const { view, nameOf } = useMeeting();
  return (peer) => (peer.deviceId === null ? nameOf(peer.person) : view.state.devices[peer.deviceId]?.label || m.live_device());
}

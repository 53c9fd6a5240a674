import { RECORDING_PATH } from '#lotse/contract';
import { useContext, useEffect, useState } from 'react';
import { fillPath, request } from '../../api/call.js';
import { m } from '../../../paraglide/messages.js';
import { CurrentTask } from './task-in-run.js';

/** A recording to listen to: from this page, or fetched, because it needs the bearer. */
export function Sound({ blob, recording }: { blob: Blob | null; recording: string }) {
  const task = useContext(CurrentTask);
  const path = blob === null && task !== null && recording !== '' ? fillPath(RECORDING_PATH, { runId: task.runId, recordingId: recording }) : null;
  return <SoundOf blob={blob} path={path} />;
}

export function SoundOf({ blob, path }: { blob: Blob | null; path: string | null }) {
  const [fetched, setFetched] = useState<Blob | 'gone' | null>(null);
  useEffect(() => {
    if (blob !== null || path === null) return undefined;
    let wanted = true;
    request(path)
      .then((reply) => reply.blob())
      .then(
        (sound) => wanted && setFetched(sound),
        () => wanted && setFetched('gone'),
      );
    return () => {
      wanted = false;
    };
  }, [blob, path]);
  if (blob === null && path === null) return null;
  if (blob === null && fetched === 'gone') return <p className="soft">{m.mk_rec_gone()}</p>;
  const sound = blob ?? fetched;
  return sound instanceof Blob ? <Player key={sound.size} sound={sound} /> : <p className="soft">{m.mk_rec_loading()}</p>;
}

function Player({ sound }: { sound: Blob }) {
  const [address] = useState(() => URL.createObjectURL(sound));
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <audio className="sound" controls src={address} aria-label={m.mk_rec_listen()} />;
}

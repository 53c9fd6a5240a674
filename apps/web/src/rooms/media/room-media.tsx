import { changeRoom, mediaChoices, roomPage, type RoomCard, type RoomMedia } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { toProblem } from '../../kit/api/problem.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Field, useSend } from '../../kit/form/form.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import './media.css';

const WORDS: [RoomMedia, () => string, () => string][] = [
  ['none', m.media_kind_none, m.media_kind_none_text],
  ['mesh', m.media_kind_mesh, m.media_kind_mesh_text],
  ['linkout', m.media_kind_linkout, m.media_kind_linkout_text],
];

/** How people in a room see and hear each other; what the administration does not allow is said with the choice. */
export function RoomMediaForm({ room, onDone }: { room: RoomCard; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const params = { enrolmentId, roomId: room.roomId };
  const found = useLoad(`media ${room.roomId}`, async (signal) => ({
    page: await call(roomPage, { params, query: { size: 1 }, signal }),
    may: await call(mediaChoices, { params: { enrolmentId }, signal }),
  }));
  if (found.problem !== null) return <Failed problem={found.problem} onRetry={found.reload} heading={false} />;
  if (found.value === null) return <Waiting />;
  const { page, may } = found.value;
  return <Choice room={page.room} link={page.link} may={may} onDone={onDone} />;
}

interface ChoiceProps {
  room: RoomCard;
  link: string | null;
  may: { mesh: boolean; linkHosts: string[] };
  onDone: () => void;
}

function Choice({ room, link, may, onDone }: ChoiceProps) {
  const { enrolmentId } = useSession();
  const [media, setMedia] = useState<RoomMedia>(room.media);
  const [address, setAddress] = useState(link ?? '');
  useUnsaved({ media, address });
  const { busy, problem, send } = useSend();
  const isOff = { none: false, mesh: !may.mesh, linkout: may.linkHosts.length === 0 };
  const why = { none: '', mesh: m.problem_media_off(), linkout: m.media_no_hosts() };
  const save = () =>
    send(async () => {
      const { roomId, title, placeLabel } = room;
      await call(changeRoom, { params: { enrolmentId, roomId }, body: { title, placeLabel, media, link: media === 'linkout' ? address.trim() : null } });
      onDone();
    });
  return (
    <div className="stack">
      <fieldset className="stack stack-8">
        <legend className="field-label">{m.media_kind()}</legend>
        {WORDS.map(([kind, word, text]) => (
          <label key={kind} className="choice">
            <input type="radio" name="media" checked={media === kind} disabled={isOff[kind]} onChange={() => setMedia(kind)} />
            <span>
              {word()}
              <span className="small soft media-kind-text">{isOff[kind] ? why[kind] : text()}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {media === 'linkout' && (
        <Field
          label={m.media_link()}
          hint={m.media_link_hint({ hosts: may.linkHosts.join(', ') })}
          type="url"
          required
          maxLength={500}
          value={address}
          onChange={setAddress}
        />
      )}
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayWhy(problem)}
        </Note>
      )}
      <p className="small soft">{m.media_kind_later()}</p>
      <Button look="main" aria-disabled={busy} onClick={save}>
        {m.acc_save()}
      </Button>
    </div>
  );
}

const sayWhy = (problem: unknown): string => (toProblem(problem).code === 'body.invalid' ? m.problem_room_link() : sayProblem(problem));

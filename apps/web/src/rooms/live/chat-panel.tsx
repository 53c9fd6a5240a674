import { hideChat, postChat, setLock, type BreakoutGroup, type ChatLine } from '#lotse/contract';
import EyeOff from 'lucide-react/icons/eye-off';
import Send from 'lucide-react/icons/send';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { formatTime } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';

type Addressee = ChatLine['to'];

/** A line that is not sent yet, and how it changes. */
export type Begun = [text: string, change: (text: string) => void];

/** Chat to all, to the tutors, or to one's own group; between trainees there is none. A tutor hides lines and switches it off. */
export function ChatPanel({ isTutor, begun }: { isTutor: boolean; begun?: Begun }) {
  const { view, act } = useMeeting();
  const { chat, locks } = view.state;
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [chat.length]);
  return (
    <section className="live-chat" aria-label={m.live_chat()}>
      {/* a trainee's stands in a sheet of the same name */}
      {isTutor && (
        <div className="row row-apart">
          <h2 className="live-heading">{m.live_chat()}</h2>
          <Button look="quiet" aria-pressed={locks.chat} onClick={() => void act(setLock, { lock: 'chat', on: !locks.chat })}>
            {locks.chat ? m.live_chat_on() : m.live_chat_off()}
          </Button>
        </div>
      )}
      <div className="live-log" tabIndex={0} role="log" aria-label={m.live_chat()}>
        <ol className="live-lines">
          {chat.length === 0 && <li className="small soft">{m.live_chat_empty()}</li>}
          {chat.map((line) => (
            <Line key={line.line} line={line} isTutor={isTutor} />
          ))}
          <li ref={end} aria-hidden />
        </ol>
      </div>
      {locks.chat && !isTutor ? <p className="small soft">{m.live_chat_is_off()}</p> : <Write isTutor={isTutor} begun={begun} />}
    </section>
  );
}

function Line({ line, isTutor }: { line: ChatLine; isTutor: boolean }) {
  const { view, nameOf, act } = useMeeting();
  const locale = useLocale();
  const own = line.by !== null && line.by === view.me?.person;
  return (
    <li className={own ? 'live-line live-line-own' : 'live-line'}>
      <div className="live-line-head small soft">
        <p>
          {own ? m.live_you() : nameOf(line.by)} · {formatTime(new Date(line.at).toISOString(), locale)}
          {line.to === 'tutors' && ` · ${m.live_only_tutors()}`}
          {line.to === 'group' && ` · ${groupName(view.state.breakouts.groups, line.groupId)}`}
        </p>
        {isTutor && !line.hidden && (
          <button type="button" className="live-hide" onClick={() => void act(hideChat, { line: line.line })}>
            <EyeOff aria-hidden size={14} /> {m.live_hide()}
          </button>
        )}
      </div>
      {line.hidden ? <p className="soft">{m.live_line_hidden()}</p> : <p className="live-text">{line.text}</p>}
    </li>
  );
}

function groupName(groups: readonly BreakoutGroup[], groupId: string | null): string {
  return groups.find((group) => group.groupId === groupId)?.name ?? m.live_groups();
}

function Write({ isTutor, begun }: { isTutor: boolean; begun: Begun | undefined }) {
  const { view, act } = useMeeting();
  const own = useState('');
  const [text, setText] = begun ?? own;
  const [wanted, setTo] = useState<Addressee | null>(null);
  const { open, groups } = view.state.breakouts;
  const mine = open && !isTutor ? groups.find((group) => group.members.includes(view.me?.person ?? '')) : undefined;
  // in a group one talks to the group unless one says otherwise
  const to = wanted === 'group' && mine === undefined ? 'all' : (wanted ?? (mine === undefined ? 'all' : 'group'));
  const [busy, setBusy] = useState(false);
  async function send(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '' || busy) return;
    setBusy(true);
    if (await act(postChat, { text: text.trim(), to })) setText('');
    setBusy(false);
  }
  return (
    <form className="live-write" onSubmit={(event) => void send(event)}>
      {!isTutor && (
        <label className="small">
          <span className="unseen">{m.live_chat_to()}</span>
          <select className="input" value={to} onChange={(event) => setTo(event.currentTarget.value as Addressee)}>
            {mine !== undefined && <option value="group">{m.live_to_group({ name: mine.name })}</option>}
            <option value="all">{m.live_to_all()}</option>
            <option value="tutors">{m.live_to_tutors()}</option>
          </select>
        </label>
      )}
      <div className="live-write-row">
        <label className="unseen" htmlFor="chat-text">
          {m.live_chat_write()}
        </label>
        <input
          id="chat-text"
          className="input"
          autoComplete="off"
          maxLength={2000}
          placeholder={m.live_chat_write()}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button look="main" type="submit" aria-disabled={busy}>
          <Send aria-hidden size={18} />
          <span className="unseen">{m.live_send()}</span>
        </Button>
      </div>
    </form>
  );
}

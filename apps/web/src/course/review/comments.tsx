import { addComment, removeComment } from '#lotse/contract';
import MessageSquarePlus from 'lucide-react/icons/message-square-plus';
import { useId, useState, type FormEvent } from 'react';
import { call } from '../../kit/api/call.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { takeFocus } from '../../kit/design/take-focus.js';
import { useUnsavedPage } from '../../kit/design/leave-guard.js';
import { m } from '../../paraglide/messages.js';
import { useSession } from '../../kit/session/session.js';
import { CommentList } from '../../kit/comments/comment-list.js';
import type { Comment } from './shapes.js';

interface Props {
  personId: string;
  runId: string;
  /** Null: about the run as a whole. */
  exerciseId: string | null;
  comments: readonly Comment[];
  onChanged: () => void;
}

/** What was said so far, and room for one more. The trainee reads it; that is said beside the field. */
export function Comments({ personId, runId, exerciseId, comments, onChanged }: Props) {
  const { enrolmentId } = useSession();
  const [problem, setProblem] = useState<Problem | null>(null);
  const shown = comments.filter((comment) => comment.exerciseId === exerciseId);
  async function remove(commentId: string) {
    try {
      await call(removeComment, { params: { enrolmentId, commentId }, body: {} });
      onChanged();
    } catch (error) {
      setProblem(toProblem(error));
    }
  }
  return (
    <div className="stack stack-8">
      <CommentList comments={shown} onRemove={(commentId) => void remove(commentId)} />
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayProblem(problem)}
        </Note>
      )}
      <NewComment onSend={(text) => call(addComment, { params: { enrolmentId, personId }, body: { runId, exerciseId, text } })} onSent={onChanged} />
    </div>
  );
}

interface NewProps {
  onSend: (text: string) => Promise<unknown>;
  onSent: () => void;
}

function NewComment({ onSend, onSent }: NewProps) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <div>
        <Button look="quiet" onClick={() => setOpen(true)}>
          <MessageSquarePlus aria-hidden size={18} />
          {m.comment_add()}
        </Button>
      </div>
    );
  return <CommentForm onSend={onSend} onSent={onSent} onClose={() => setOpen(false)} />;
}

function CommentForm({ onSend, onSent, onClose }: NewProps & { onClose: () => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const leaving = useUnsavedPage(text);
  const [say, setSay] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  async function send() {
    if (sending) return;
    if (text.trim() === '') return setSay(m.comment_empty());
    setSending(true);
    try {
      await onSend(text.trim());
      onClose();
      onSent();
    } catch (error) {
      setSay(sayProblem(error));
      setSending(false);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void send();
  }
  return (
    <form className="stack stack-8" onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{m.comment_label()}</label>
        <textarea
          id={id}
          className="input"
          rows={3}
          maxLength={2000}
          autoFocus
          ref={takeFocus}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-describedby={`${id}-who`}
        />
        <span id={`${id}-who`} className="soft small">
          {m.comment_who_reads()}
        </span>
      </div>
      {say !== '' && (
        <Note look="wrong" role="alert">
          {say}
        </Note>
      )}
      <div className="row">
        <Button look="main" type="submit" aria-disabled={sending || undefined}>
          {m.comment_send()}
        </Button>
        <Button onClick={onClose}>{m.cancel()}</Button>
      </div>
      {leaving}
    </form>
  );
}

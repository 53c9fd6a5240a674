import { OBJECTION_REASONS, objectTo, type ObjectionReason } from '#lotse/contract';
import Flag from 'lucide-react/icons/flag';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { call } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';

const WORD: Record<ObjectionReason, () => string> = { key: m.mk_obj_key, mine: m.mk_obj_mine, unclear: m.mk_obj_unclear, broken: m.mk_obj_broken };

/** "Stimmt hier etwas nicht?": goes to those who write the tasks. */
export default function ReportTask({ runId, exerciseId }: { runId: string; exerciseId: string }) {
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState(false);
  const [done, setDone] = useState(false);
  // said once the dialog is closed: what stands behind an open one is not read out
  useEffect(() => {
    if (!sent || open) return;
    const closed = setTimeout(() => setDone(true));
    return () => clearTimeout(closed);
  }, [sent, open]);
  function finish() {
    setOpen(false);
    setSent(true);
  }
  return (
    <div>
      <p role="status" className="soft small">
        {done ? m.mk_obj_thanks() : ''}
      </p>
      <Button look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Flag aria-hidden size={18} />
        {done ? m.mk_obj_change() : m.mk_obj_open()}
      </Button>
      <Sheet title={m.mk_obj_title()} open={open} onClose={() => setOpen(false)}>
        <ReportForm runId={runId} exerciseId={exerciseId} onDone={finish} />
      </Sheet>
    </div>
  );
}

function ReportForm({ runId, exerciseId, onDone }: { runId: string; exerciseId: string; onDone: () => void }) {
  const id = useId();
  const [reason, setReason] = useState<ObjectionReason | null>(null);
  const [text, setText] = useState('');
  useUnsaved({ reason, text });
  const [say, setSay] = useState('');
  async function send() {
    if (reason === null) return setSay(m.mk_obj_choose());
    try {
      await call(objectTo, { params: { runId }, body: { exerciseId, reason, text: text.trim() } });
      onDone();
    } catch (error) {
      setSay(sayProblem(error));
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void send();
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p className="soft">{m.mk_obj_text()}</p>
      <fieldset className="options">
        <legend className="field-label">{m.mk_obj_reason()}</legend>
        {OBJECTION_REASONS.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name={id} checked={reason === one} onChange={() => setReason(one)} />
            <span>{WORD[one]()}</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-more`}>{m.mk_obj_more()}</label>
        <textarea id={`${id}-more`} className="input" rows={3} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      {say !== '' && (
        <Note look="wrong" role="alert">
          {say}
        </Note>
      )}
      <div>
        <Button look="main" type="submit">
          {m.mk_obj_send()}
        </Button>
      </div>
    </form>
  );
}

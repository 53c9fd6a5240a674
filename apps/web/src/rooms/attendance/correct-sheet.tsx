import { correctRecord, type SheetLine } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Field, Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { DecideFields, type Decided } from './decide-fields.js';

interface Props {
  line: SheetLine | null;
  most: number;
  onClose: () => void;
  onDone: () => void;
}

/** A correction of one record: it says why, and the old one stays. */
export function CorrectSheet({ line, ...rest }: Props) {
  return (
    <Sheet title={m.hr_correct_of({ name: line?.name ?? '' })} open={line !== null} onClose={rest.onClose}>
      {line?.record && <CorrectForm key={line.record.recordId} record={line.record} {...rest} />}
    </Sheet>
  );
}

function CorrectForm({ record, most, onClose, onDone }: Omit<Props, 'line'> & { record: NonNullable<SheetLine['record']> }) {
  const { enrolmentId } = useSession();
  const { status, mode, learningPlace, minutes, recordId } = record;
  const [decided, setDecided] = useState<Decided>({ status, mode, learningPlace, minutes });
  const [because, setBecause] = useState('');
  useUnsaved({ decided, because });
  const { busy, problem, send } = useSend();
  const save = () =>
    send(async () => {
      await call(correctRecord, { params: { enrolmentId, recordId }, body: { ...decided, because } });
      onDone();
      onClose();
    });
  return (
    <div className="stack">
      <DecideFields value={decided} most={most} onChange={setDecided} />
      <Field label={m.hr_because()} value={because} maxLength={500} onChange={setBecause} />
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button look="main" aria-disabled={busy} onClick={save}>
          {m.hr_save()}
        </Button>
      </div>
    </div>
  );
}

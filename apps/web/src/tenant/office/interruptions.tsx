import { useState } from 'react';
import { addInterruption, changeInterruption, removeInterruption, type InterruptionWish, type ParticipationView } from '#lotse/contract';
import { ChoiceField, Field, Form, Refused, useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { interruptionOptions, sayInterruption, sayPeriod } from './words.js';

type Interruption = ParticipationView['interruptions'][number];
interface Props {
  params: { tenantId: string; participationId: string };
  list: Interruption[];
  onChange: () => void;
}

export function Interruptions({ params, list, onChange }: Props) {
  const locale = useLocale();
  const [editing, setEditing] = useState<Interruption | 'new' | null>(null);
  const { problem, send } = useSend();
  return (
    <>
      {list.length === 0 && <p className="soft">{m.of_in_none()}</p>}
      <ul className="lines">
        {list.map((one) => (
          <li key={one.interruptionId} className="row row-apart">
            <span>
              <strong>{sayInterruption(one.reason)}</strong>
              <br />
              <span className="soft small">{sayPeriod(one, locale)}</span>
            </span>
            <span className="row">
              <Button look="quiet" onClick={() => setEditing(one)}>
                {m.of_change()}
              </Button>
              <Button
                look="quiet"
                onClick={() => send(() => call(removeInterruption, { params: { ...params, interruptionId: one.interruptionId }, body: {} }).then(onChange))}
              >
                {m.of_remove()}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button onClick={() => setEditing('new')}>{m.of_in_add()}</Button>
      </div>
      <Sheet title={editing === 'new' ? m.of_in_add() : m.of_in_change()} open={editing !== null} onClose={() => setEditing(null)}>
        {editing !== null && (
          <InterruptionForm
            params={params}
            old={editing === 'new' ? null : editing}
            onDone={() => {
              setEditing(null);
              onChange();
            }}
          />
        )}
      </Sheet>
    </>
  );
}

function InterruptionForm({ params, old, onDone }: { params: Props['params']; old: Interruption | null; onDone: () => void }) {
  const [wish, setWish] = useState<InterruptionWish>({ reason: old?.reason ?? 'ILLNESS', startsOn: old?.startsOn ?? '', endsOn: old?.endsOn ?? null });
  useUnsaved(wish);
  const set = (more: Partial<InterruptionWish>) => setWish((before) => ({ ...before, ...more }));
  async function submit() {
    if (old === null) await call(addInterruption, { params, body: wish });
    else await call(changeInterruption, { params: { ...params, interruptionId: old.interruptionId }, body: wish });
    onDone();
  }
  return (
    <Form submit={m.acc_save()} onSubmit={submit}>
      <ChoiceField legend={m.of_in_reason()} value={wish.reason} options={interruptionOptions()} onChange={(reason) => set({ reason })} />
      <p className="soft small">{m.of_in_hint()}</p>
      <div className="pair">
        <Field label={m.of_from()} type="date" required value={wish.startsOn} onChange={(startsOn) => set({ startsOn })} />
        <Field label={m.of_until()} type="date" value={wish.endsOn ?? ''} onChange={(endsOn) => set({ endsOn: endsOn || null })} />
      </div>
    </Form>
  );
}

import { cancelMeeting, germanClock, germanDay, moveMeeting, planStaff, substituteMeeting, type PlannedMeeting } from '#lotse/contract';
import { useState, type ReactNode } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { ChoiceField, Field, Refused, useSend } from '../../kit/form/form.js';
import { saySpan } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  meeting: PlannedMeeting | null;
  onClose: () => void;
  onDone: () => void;
}
type What = 'move' | 'cancel' | 'substitute';

/** Moving, calling off, a substitute: each with a reason that everybody of the hour reads. */
export function ChangeSheet({ meeting, onClose, onDone }: Props) {
  const locale = useLocale();
  const done = () => {
    onDone();
    onClose();
  };
  return (
    <Sheet title={meeting === null ? m.hr_change() : m.hr_change_of({ when: saySpan(meeting, locale) })} open={meeting !== null} onClose={onClose}>
      {meeting !== null && <Change meeting={meeting} onDone={done} />}
    </Sheet>
  );
}

function Change({ meeting, onDone }: { meeting: PlannedMeeting; onDone: () => void }) {
  const [what, setWhat] = useState<What>('move');
  const [reason, setReason] = useState('');
  const options = [
    ['move', m.hr_move()],
    ['cancel', m.hr_cancel()],
    ['substitute', m.hr_substitute()],
  ] as const;
  const Part = { move: Move, cancel: Cancel, substitute: Substitute }[what];
  return (
    <div className="stack">
      <ChoiceField legend={m.hr_change_what()} value={what} options={options} onChange={setWhat} />
      <Part key={what} meeting={meeting} reason={reason} onReason={setReason} onDone={onDone} />
    </div>
  );
}

interface PartProps {
  meeting: PlannedMeeting;
  reason: string;
  onReason: (reason: string) => void;
  onDone: () => void;
}

interface ReasonedProps extends PartProps {
  submit: string;
  send: () => Promise<unknown>;
  children?: ReactNode;
}

function Reasoned({ submit, send, reason, onReason, onDone, children }: ReasonedProps) {
  useUnsaved(reason);
  const { busy, problem, send: once } = useSend();
  const go = () =>
    once(async () => {
      await send();
      onDone();
    });
  return (
    <>
      {children}
      <Field label={m.hr_reason()} value={reason} maxLength={200} onChange={onReason} />
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button look="main" aria-disabled={busy} onClick={go}>
          {submit}
        </Button>
      </div>
    </>
  );
}

function Move(part: PartProps) {
  const { meeting, reason } = part;
  const { enrolmentId } = useSession();
  const [day, setDay] = useState(germanDay(new Date(meeting.from)));
  const [from, setFrom] = useState(germanClock(new Date(meeting.from)));
  const [to, setTo] = useState(germanClock(new Date(meeting.to)));
  const [place, setPlace] = useState(meeting.placeLabel ?? '');
  useUnsaved({ day, from, to, place });
  const send = () =>
    call(moveMeeting, { params: { enrolmentId, meetingId: meeting.meetingId }, body: { day, from, to, placeLabel: place.trim() || null, reason } });
  return (
    <Reasoned {...part} submit={m.hr_move()} send={send}>
      <Field label={m.hr_day()} type="date" value={day} onChange={setDay} />
      <Field label={m.hr_from()} type="time" value={from} onChange={setFrom} />
      <Field label={m.hr_to()} type="time" value={to} onChange={setTo} />
      <Field label={m.hr_room_place()} value={place} maxLength={80} onChange={setPlace} />
    </Reasoned>
  );
}

function Cancel(part: PartProps) {
  const { meeting, reason } = part;
  const { enrolmentId } = useSession();
  const [which, setWhich] = useState<'one' | 'following'>('one');
  const options = [
    ['one', m.hr_cancel_one()],
    ['following', m.hr_cancel_following()],
  ] as const;
  const send = () => call(cancelMeeting, { params: { enrolmentId, meetingId: meeting.meetingId }, body: { reason, which } });
  return (
    <Reasoned {...part} submit={m.hr_cancel()} send={send}>
      {meeting.seriesId !== null && <ChoiceField legend={m.hr_which()} value={which} options={options} onChange={setWhich} />}
    </Reasoned>
  );
}

function Substitute(part: PartProps) {
  const { meeting, reason } = part;
  const { enrolmentId } = useSession();
  const staff = useLoad('plan staff', (signal) => call(planStaff, { params: { enrolmentId }, query: { size: 100 }, signal }));
  const others = (staff.value?.rows ?? []).filter((one) => one.personId !== meeting.tutorId);
  const [chosen, setChosen] = useState('');
  const tutorId = chosen || (others[0]?.personId ?? '');
  const send = () => call(substituteMeeting, { params: { enrolmentId, meetingId: meeting.meetingId }, body: { tutorId, reason } });
  return (
    <Reasoned {...part} submit={m.hr_substitute_do()} send={send}>
      <ChoiceField legend={m.hr_tutor()} value={tutorId} options={others.map((one) => [one.personId, one.name] as const)} onChange={setChosen} />
    </Reasoned>
  );
}

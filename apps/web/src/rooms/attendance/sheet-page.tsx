import { attendanceSheet, confirmAttendance, type AttendanceLine, type AttendanceSheet, type SheetLine } from '#lotse/contract';
import { useState } from 'react';
import { BackLink } from '../../kit/address/back-link.js';
import { useAddress } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment, formatTime } from '../../kit/design/format.js';
import { useUnsavedPage } from '../../kit/design/leave-guard.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { LEARNING_PLACES, saySpan, STATUS } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { CorrectSheet } from './correct-sheet.js';
import { DecideFields, type Decided } from './decide-fields.js';
import '../../kit/form/account.css';
import '../plan/hours.css';

const HINTS: Record<string, () => string> = {
  'no-tutor': m.hr_h_no_tutor,
  'two-places': m.hr_h_two_places,
  gap: m.hr_h_gap,
  'by-tap': m.hr_h_by_tap,
  'late-and-early': m.hr_h_late_and_early,
  'not-proved': m.hr_h_not_proved,
  'cancelled-same-day': m.hr_h_cancelled_same_day,
  'not-recorded': m.hr_h_not_recorded,
};

/** The one page after the hour: what is proposed for everybody, what the tutor makes of it, and later what was confirmed. */
export default function SheetPage() {
  const { registrationId, enrolmentId } = useSession();
  const meetingId = useAddress()?.values['meeting'] ?? '';
  const sheet = useLoad(`sheet ${meetingId}`, (signal) => call(attendanceSheet, { params: { enrolmentId, meetingId }, signal }));
  if (sheet.value === null)
    return <Page title={m.hr_sheet()}>{sheet.problem === null ? <Waiting /> : <Failed problem={sheet.problem} onRetry={sheet.reload} />}</Page>;
  return (
    <Page title={m.hr_sheet()} wide>
      <div className="stack stack-24">
        <div>
          <BackLink href={pathTo('rooms', { reg: registrationId, enr: enrolmentId }, {})}>{m.hr_rooms()}</BackLink>
        </div>
        <Sheet key={String(sheet.value.isConfirmed)} sheet={sheet.value} onDone={sheet.look} />
      </div>
    </Page>
  );
}

function Sheet({ sheet, onDone }: { sheet: AttendanceSheet; onDone: () => void }) {
  const locale = useLocale();
  const isOver = sheet.state === 'ended' || new Date(sheet.to) <= new Date();
  return (
    <>
      <div>
        <PageHeading>{m.hr_sheet_of({ room: sheet.roomTitle })}</PageHeading>
        <span className="soft">{saySpan(sheet, locale)}</span>
      </div>
      {!sheet.isConfirmed && <p className="measure">{isOver ? m.hr_sheet_text() : m.hr_sheet_ahead()}</p>}
      {sheet.source === 'MANUAL' && isOver && !sheet.isConfirmed && <Note>{m.hr_sheet_manual()}</Note>}
      {sheet.lines.length === 0 && <p>{m.problem_attendance_nobody()}</p>}
      {sheet.isConfirmed ? <Confirmed sheet={sheet} onDone={onDone} /> : isOver && sheet.lines.length > 0 && <Confirming sheet={sheet} onDone={onDone} />}
    </>
  );
}

function Confirming({ sheet, onDone }: { sheet: AttendanceSheet; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const { busy, problem, send } = useSend();
  const [decided, setDecided] = useState<Record<string, Decided>>(() => Object.fromEntries(sheet.lines.map((line) => [line.personId, proposed(line)])));
  const leaving = useUnsavedPage(decided);
  const confirm = () =>
    send(async () => {
      const lines: AttendanceLine[] = sheet.lines.map(({ personId }) => ({ personId, ...(decided[personId] as Decided) }));
      await call(confirmAttendance, { params: { enrolmentId, meetingId: sheet.meetingId }, body: { lines } });
      onDone();
    });
  return (
    <>
      <ul className="stack">
        {sheet.lines.map((line) => (
          <li key={line.personId} className="card hour-line">
            <Seen line={line} />
            <DecideFields
              value={decided[line.personId] as Decided}
              most={sheet.minutes}
              onChange={(next) => setDecided((old) => ({ ...old, [line.personId]: next }))}
            />
          </li>
        ))}
      </ul>
      {problem !== null && <Refused problem={problem} />}
      <div>
        <Button look="main" aria-disabled={busy} onClick={confirm}>
          {m.hr_confirm()}
        </Button>
      </div>
      {leaving}
    </>
  );
}

function proposed({ proposal: { status, mode, learningPlace, minutes } }: SheetLine): Decided {
  return { status, mode, learningPlace, minutes };
}

/** Name, coming and going, and what to look at. */
function Seen({ line: { name, proposal, excusedAt } }: { line: SheetLine }) {
  const locale = useLocale();
  const { cameAt, goneAt, hints } = proposal;
  const time = cameAt && goneAt ? m.hr_came_gone({ came: formatTime(cameAt, locale), gone: formatTime(goneAt, locale) }) : m.hr_never_came();
  return (
    <div className="stack stack-4">
      <strong>{name}</strong>
      {!hints.includes('not-recorded') && <span className="soft">{time}</span>}
      {excusedAt !== null && <span className="small">{m.hr_excused_at({ at: formatMoment(excusedAt, locale) })}</span>}
      {hints.map((hint) => (
        <span key={hint} className="small soft">
          {HINTS[hint]?.()}
        </span>
      ))}
    </div>
  );
}

function Confirmed({ sheet, onDone }: { sheet: AttendanceSheet; onDone: () => void }) {
  const locale = useLocale();
  const [correcting, setCorrecting] = useState<SheetLine | null>(null);
  const first = sheet.lines.find((line) => line.record !== null)?.record;
  return (
    <>
      {first && <Note>{m.hr_confirmed_by({ name: first.confirmedBy ?? '–', at: formatMoment(first.confirmedAt, locale) })}</Note>}
      <ul className="stack">
        {sheet.lines.map((line) => (
          <li key={line.personId} className="card stack stack-8">
            <div className="row row-apart">
              <strong>{line.name}</strong>
              {line.record !== null && <Button onClick={() => setCorrecting(line)}>{m.hr_correct()}</Button>}
            </div>
            {line.record !== null && <Recorded record={line.record} />}
          </li>
        ))}
      </ul>
      <CorrectSheet line={correcting} most={sheet.minutes} onClose={() => setCorrecting(null)} onDone={onDone} />
    </>
  );
}

function Recorded({ record }: { record: NonNullable<SheetLine['record']> }) {
  const facts = [
    STATUS[record.status](),
    record.learningPlace && LEARNING_PLACES[record.learningPlace](),
    record.minutes > 0 && `${m.hr_min({ count: record.minutes })} · ${m.hr_units_of({ count: record.lessonUnits })}`,
    record.source === 'MANUAL' && m.hr_manual(),
    record.isLocked && m.hr_locked(),
  ];
  const { statement } = record;
  return (
    <>
      <span>{facts.filter(Boolean).join(' · ')}</span>
      {record.corrects !== null && <span className="small">{m.hr_corrects({ because: record.corrects.because })}</span>}
      {statement !== null && !statement.agrees && <Note look="amber">{m.hr_says_no({ text: statement.text ?? '' })}</Note>}
      {(statement === null || statement.agrees) && <span className="small soft">{statement === null ? m.hr_says_nothing() : m.hr_says_yes()}</span>}
    </>
  );
}

import type { AttendanceSummary } from '#lotse/contract';
import { m } from '../../../paraglide/messages.js';
import { REASONS } from '../../hours/hour-words.js';
import { sayMinutes } from '../words.js';

/** Planned hours and how they were taken part in; absences by class. */
export function Attendance({ attendance }: { attendance: AttendanceSummary }) {
  const lines: [string, string | number][] = [
    [m.rep_att_meetings(), attendance.meetings],
    [m.rep_att_planned(), sayMinutes(attendance.plannedMinutes)],
    [m.rep_att_on_site(), sayMinutes(attendance.onSiteMinutes)],
    [m.rep_att_online(), sayMinutes(attendance.onlineMinutes)],
    [m.rep_att_units(), attendance.lessonUnits],
    [m.rep_att_by_provider(), attendance.cancelledByProvider],
    [m.rep_att_in_time(), attendance.cancelledInTime],
    [m.rep_att_absent(), absences(attendance)],
  ];
  return (
    <section className="stack stack-8 letter-section">
      <h2>{m.rep_part_attendance()}</h2>
      <dl className="letter-head">
        {lines.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{m.rep_att_note()}</p>
    </section>
  );
}

function absences({ absent }: AttendanceSummary): string {
  return absent.map(({ reason, count }) => m.rep_att_absence({ count, reason: REASONS[reason]() })).join(' · ') || '0';
}

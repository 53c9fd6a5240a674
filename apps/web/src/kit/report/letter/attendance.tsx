import type { AttendanceSummary } from '#lotse/contract';
import { m } from '../../../paraglide/messages.js';
import { REASONS } from '../../hours/hour-words.js';
import { labels, sayMinutes } from '../words.js';

/** Planned hours and how they were taken part in; absences by class. */
export function Attendance({ attendance }: { attendance: AttendanceSummary }) {
  const lines: [string, string | number][] = [
    [m.rep_att_meetings(), attendance.meetings],
    [labels().attendance.planned, sayMinutes(attendance.plannedMinutes)],
    [labels().attendance.onSite, sayMinutes(attendance.onSiteMinutes)],
    [labels().attendance.online, sayMinutes(attendance.onlineMinutes)],
    [labels().attendance.units, attendance.lessonUnits],
    [labels().attendance.byProvider, attendance.cancelledByProvider],
    [labels().attendance.inTime, attendance.cancelledInTime],
    [labels().attendance.absent, absences(attendance)],
  ];
  return (
    <section className="stack stack-8 letter-section">
      <h2>{labels().section.attendance}</h2>
      <dl className="letter-head">
        {lines.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{labels().attendance.note}</p>
    </section>
  );
}

function absences({ absent }: AttendanceSummary): string {
  return absent.map(({ reason, count }) => m.rep_att_absence({ count, reason: REASONS[reason]() })).join(' · ') || '0';
}

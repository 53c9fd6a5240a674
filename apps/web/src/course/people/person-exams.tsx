import type { ExamAttemptCard } from '#lotse/contract';
import { formatDate } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';

/** Mock exams that were handed in: points, and where they came from. */
export function PersonExams({ exams }: { exams: readonly ExamAttemptCard[] }) {
  const locale = useLocale();
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  if (exams.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="person-exams">
      <h2 id="person-exams">{m.mx_staff_title()}</h2>
      <ol className="stack">
        {exams.map((one) => (
          <li key={one.attemptId} className="person-unit">
            <h3 lang="de">{one.title}</h3>
            <p className="soft small">
              <time dateTime={one.endedAt}>{formatDate(one.endedAt, locale)}</time>
              {one.longer && ` · ${m.mx_longer()}`}
              {one.state === 'time-over' && ` · ${m.mx_time_over()}`}
            </p>
            {one.points !== null && (
              <p className="figures">
                {m.mx_attempt_line({ points: one.points, grade: one.grade ?? '' })}
                {one.passed !== null && ` · ${one.passed ? m.mx_staff_passed() : m.mx_staff_not_passed()}`}
              </p>
            )}
            <ul className="small figures">
              {one.areas.map(({ areaId, title, points, of }) => (
                <li key={areaId}>
                  <span lang="de">{title}</span>: {m.mx_area_points({ points: figure.format(points), of: figure.format(of) })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p className="soft small">{m.mx_staff_note()}</p>
    </section>
  );
}

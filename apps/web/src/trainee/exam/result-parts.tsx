import type { ExamResult, ExamScale } from '#lotse/contract';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { formatDate } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

/** Points by area, as a bar and in words. */
export function Areas({ areas }: { areas: ExamResult['areas'] }) {
  const locale = useLocale();
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (
    <section className="card stack" aria-labelledby="areas">
      <h2 id="areas">{m.mx_by_area()}</h2>
      <ul className="stack">
        {areas.map(({ areaId, title, points, of, right, tasks }) => (
          <li key={areaId} className="stack stack-4">
            <strong lang="de">{title}</strong>
            <progress className="exam-bar" max={of} value={points} aria-hidden />
            <span className="figures">{m.mx_area_points({ points: figure.format(points), of: figure.format(of) })}</span>
            <span className="soft small">{m.mx_area_right({ right, tasks })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From how many points which grade, and who says so. */
export function Scale({ scale: { steps, source } }: { scale: ExamScale }) {
  const locale = useLocale();
  return (
    <details className="fold exam-scale">
      <summary>{m.mx_scale()}</summary>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{m.mx_scale_points()}</th>
            <th scope="col">{m.mx_scale_grade()}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ from, grade, title }, at) => (
            <tr key={grade}>
              <td>{at === 0 ? m.mx_scale_from({ from: 100, to: from }) : m.mx_scale_below({ above: steps[at - 1]?.from ?? 0, from })}</td>
              <td>
                {grade} · <span lang="de">{title}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft small">
        <a href={source.url} target="_blank" rel="noreferrer">
          {m.mx_scale_source({ label: source.label, date: formatDate(source.asOf, locale) })}
        </a>
      </p>
    </details>
  );
}

/** The weakest first: what brings most before the next attempt. */
export function PractiseNext({ practise }: { practise: ExamResult['practise'] }) {
  const { registrationId: reg, enrolmentId: enr } = useSession();
  const locale = useLocale();
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  if (practise.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="practise">
      <h2 id="practise">{m.mx_practise_title()}</h2>
      <ol className="exam-attempts">
        {practise.map(({ competence, title, points, of, unitId, unitTitle, inCourse }) => {
          const words = (
            <span className="exam-attempt-words">
              <strong lang="de">{title}</strong>
              <span className="soft figures">{m.mx_area_points({ points: figure.format(points), of: figure.format(of) })}</span>
              <span className="soft small">{inCourse ? m.mx_practise_unit({ unit: unitTitle }) : m.mx_practise_elsewhere({ unit: unitTitle })}</span>
            </span>
          );
          return (
            <li key={competence}>
              {inCourse ? (
                <Link className="exam-attempt" href={pathTo('unit', { reg, enr }, { unit: unitId })}>
                  {words}
                  <ChevronRight aria-hidden size={20} className="soft" />
                </Link>
              ) : (
                <div className="exam-attempt">{words}</div>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

import { Fragment, type ReactNode } from 'react';
import { germanDay, type ParticipationView, type ReportDue } from '#lotse/contract';
import { daysUntil, formatDate } from '../../kit/design/format.js';
import { spanBetween } from '../../kit/design/span.js';
import { sayLengthIn } from '../../kit/words/span-words.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { progressOf, type Progress, type Reported } from './next-due.js';
import { sayBecause, sayExit, sayFunding, sayOccasion, sayPeriod, sayPhase, sayWhereabouts } from './words.js';

/** What was entered about a participation, as facts. Without what is not known. */
export function Facts({ view }: { view: ParticipationView }) {
  const locale = useLocale();
  const lines: [string, string | null][] = [
    [m.of_measure(), `${view.measure.number} · ${view.measure.name} · ${sayFunding(view.measure.fundingBody)}`],
    [m.of_period(), sayPeriod(view, locale)],
    ...view.phases.map((phase): [string, string] => [sayPhase(phase.phase), sayPeriod(phase, locale)]),
    [m.of_probation(), view.probationEndsOn && formatDate(view.probationEndsOn, locale)],
    [m.of_firm(), view.firm],
    [m.of_school(), view.school],
    [m.of_occupation(), view.occupation],
    [m.of_exam(), view.examOn && formatDate(view.examOn, locale)],
    [m.of_companion(), view.companion?.name ?? m.of_nobody_yet()],
    [m.of_deputy(), view.deputy?.name ?? m.of_nobody_yet()],
    [m.of_caseworker(), view.caseworker?.name ?? m.of_nobody_yet()],
    [m.of_trainee_login(), view.trainee?.name ?? m.of_login_none()],
    [m.of_exit(), view.exit && `${formatDate(view.exit.exitedOn, locale)} · ${sayExit(view.exit.reason)} · ${sayWhereabouts(view.exit.whereabouts)}`],
  ];
  return (
    <dl className="facts">
      {lines.map(([word, value], i) =>
        value === null ? null : (
          <Fragment key={i}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </Fragment>
        ),
      )}
    </dl>
  );
}

interface DueListProps {
  due: readonly ReportDue[];
  today: Date;
  written?: readonly Reported[];
  /** What can be done about one that nobody has begun. */
  begin?: (due: ReportDue) => ReactNode;
}

/** Reports by the programme's rules, with the rule that asks for each. */
export function DueList({ due, today, written, begin }: DueListProps) {
  return (
    <ul className="lines">
      {due.map((one) => (
        <li key={`${one.occasion} ${one.dueOn}`}>
          <DueLine due={one} today={today} {...(written === undefined ? {} : { progress: progressOf(one, written) })} />
          <br />
          <span className="soft small">
            {sayPhase(one.phase)} · {sayBecause(one.because)}
          </span>
          {written !== undefined && progressOf(one, written) === 'none' && begin?.(one)}
        </li>
      ))}
      {due.length === 0 && <li className="soft">{m.of_due_none()}</li>}
    </ul>
  );
}

/** "Zwischenbericht bis 1. Dezember 2026 · in 9 Tagen". */
export function DueLine({ due, today, progress }: { due: ReportDue; today: Date; progress?: Progress }) {
  const locale = useLocale();
  const days = daysUntil(due.dueOn, today);
  const isNear = days <= 14 && progress !== 'out' && (days >= 0 || progress !== undefined);
  return (
    <span>
      <strong>{sayOccasion(due.occasion)}</strong> {m.of_due_until({ date: formatDate(due.dueOn, locale) })}{' '}
      {progress === 'out' ? (
        <span className="badge badge-good">{m.of_due_out()}</span>
      ) : (
        <span className={isNear ? 'badge badge-amber' : 'soft small'}>{days < 0 ? m.of_due_past() : sayWhen(days, due.dueOn, today)}</span>
      )}
      {progress === 'shown' && <span className="soft small"> {m.of_due_shown()}</span>}
      {progress === 'begun' && <span className="soft small"> {m.of_due_begun()}</span>}
    </span>
  );
}

function sayWhen(days: number, dueOn: string, today: Date): string {
  if (days === 0) return m.of_due_today();
  return days === 1 ? m.of_due_tomorrow() : m.of_due_in({ length: sayLengthIn(spanBetween(germanDay(today), dueOn)) });
}

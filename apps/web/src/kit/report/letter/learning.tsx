import type { LearningSummary, MasteryState } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../../paraglide/messages.js';
import { useLocale } from '../../session/locale.js';
import { shortDay } from '../days.js';
import { labels, MASTERY, sayMinutes, type Content } from '../words.js';

type Summary = output<typeof LearningSummary>;

/** The four facts of the letter. What Lotse does not know is said in words, never as a zero. */
export function FourFacts({ report: { facts, scope } }: { report: Content }) {
  const { learning, attendance } = facts;
  return (
    <dl className="four">
      {scope.includes('attendance') && (
        <Four
          word={m.rep_fact_attendance()}
          value={attendance && sayMinutes(attendance.onSiteMinutes + attendance.onlineMinutes)}
          more={attendance && labels().ofPlanned(sayMinutes(attendance.plannedMinutes))}
        />
      )}
      {scope.includes('learning') && <LearningFacts learning={learning} />}
    </dl>
  );
}

function LearningFacts({ learning }: { learning: Summary | null }) {
  const [now, before] = [learning?.firstTryRight ?? null, learning?.firstTryRightBefore ?? null];
  return (
    <>
      <Four word={labels().learning.days} value={learning && String(learning.days)} more={learning && m.rep_answers({ answers: learning.answers })} />
      <Four word={labels().learning.alone} value={learning && sayMinutes(learning.selfStudyMinutes)} more={labels().learning.note} />
      <Four
        word={labels().learning.firstTry}
        value={learning && (now === null ? labels().noAnswers : m.rep_percent({ value: now }))}
        more={before === null ? null : m.rep_before({ value: before })}
      />
    </>
  );
}

function Four({ word, value, more = null }: { word: string; value: string | null; more?: string | null }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd className={value === null ? 'unknown' : undefined}>
        {value ?? labels().unknown}
        {value !== null && more !== null && <span className="soft small">{more}</span>}
      </dd>
    </div>
  );
}

export function Learning({ learning }: { learning: Summary }) {
  return (
    <section className="stack stack-8 letter-section">
      <h2>{labels().section.learning}</h2>
      {learning.units.length === 0 ? <p className="soft">{labels().learning.none}</p> : <Units units={learning.units} />}
      {learning.competences.length > 0 && <Competences competences={learning.competences} />}
      <p className="soft small">{m.rep_not_recorded()}</p>
    </section>
  );
}

function Units({ units }: { units: Summary['units'] }) {
  const locale = useLocale();
  return (
    <table className="audit letter-units">
      <thead>
        <tr>
          <th scope="col">{labels().learning.unit}</th>
          <th scope="col">{labels().learning.tasks}</th>
          <th scope="col">{labels().learning.grade}</th>
          <th scope="col">{labels().learning.last}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.unitId}>
            <td data-label={labels().learning.unit} className="whole">
              <strong lang="de">{unit.title}</strong>
            </td>
            <td data-label={labels().learning.tasks}>
              <span>{unit.state === 'finished' ? labels().learning.finished : labels().unitOf(unit.done, unit.total)}</span>
            </td>
            <td data-label={labels().learning.grade}>
              <span>{unit.grade === null ? m.rep_none() : labels().points(unit.grade)}</span>
            </td>
            <td data-label={labels().learning.last}>
              <span>{shortDay(unit.lastOn, locale)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const ORDER: readonly MasteryState[] = ['firm', 'secure', 'practising', 'shaky', 'new'];

/** The fairway in words: which competences are in which state. */
function Competences({ competences }: { competences: Summary['competences'] }) {
  return (
    <dl className="letter-head">
      {ORDER.map((state) => {
        const titles = competences.filter((one) => one.state === state).map((one) => one.title);
        if (titles.length === 0) return null;
        return (
          <div key={state}>
            <dt>{MASTERY[state]()}</dt>
            <dd lang="de">{titles.join(' · ')}</dd>
          </div>
        );
      })}
    </dl>
  );
}

import { Button } from '../../kit/design/button.js';
import { formatDate } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { Fact } from '../../kit/report/letter/letter.js';
import { Attendance } from '../../kit/report/letter/attendance.js';
import { FourFacts, Learning } from '../../kit/report/letter/learning.js';
import { labels, sayFunding, sayPhase, type Content } from '../../kit/report/words.js';

/** What Lotse knows by itself about the period, and what it does not know. Nobody can change it here. */
export function Compiled({ report, onCompile }: { report: Content; onCompile: (() => void) | null }) {
  const locale = useLocale();
  const { facts } = report;
  return (
    <section className="card stack" aria-labelledby="report-facts">
      <div className="stack stack-4">
        <h2 id="report-facts">{m.rep_facts()}</h2>
        <p className="soft small">{m.rep_facts_text({ date: formatDate(facts.compiledAt, locale) })}</p>
      </div>
      <dl className="letter-head">
        <Fact word={labels().head.measure} value={`${facts.measure.name} (${facts.measure.number}), ${sayFunding(facts.measure.fundingBody)}`} />
        <Fact word={m.rep_phase()} value={sayPhase(facts.participant.phase)} />
        <Fact word={labels().head.occupation} value={facts.participant.occupation ?? labels().unknown} />
      </dl>
      <FourFacts report={report} />
      {facts.attendance !== null && <Attendance attendance={facts.attendance} />}
      {facts.learning !== null && <Learning learning={facts.learning} />}
      <dl className="letter-head">
        <Fact word={labels().section.mockExam} value={labels().unknown} />
        <Fact word={labels().section.language} value={labels().unknown} />
        <Fact word={labels().section.ratings} value={labels().unknown} />
      </dl>
      {onCompile !== null && (
        <div>
          <Button onClick={onCompile}>{m.rep_compile_again()}</Button>
        </div>
      )}
    </section>
  );
}

import Check from 'lucide-react/icons/check';
import Clock from 'lucide-react/icons/clock';
import Info from 'lucide-react/icons/info';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import { sayGrade, type GradeState } from '../../kit/words/grade-words.js';
import type { RunResult } from './use-result.js';

/** First tries, the grade, and whether it stands in Moodle's gradebook. A repetition has no grade of its own. */
export function ResultCard({ result, onRefresh }: { result: RunResult; onRefresh: () => void }) {
  return (
    <section className="card stack" aria-label={m.result()}>
      <p className="result-count">
        <strong>{m.first_tries({ right: result.firstTryRight, total: result.total })}</strong>
        <span>{m.first_tries_words()}</span>
      </p>
      <div className="result-strip" aria-hidden="true">
        {Array.from({ length: result.total }, (_, i) => (
          <i key={i} className={i < result.firstTryRight ? 'passed' : ''} />
        ))}
      </div>
      {result.kind === 'own' ? <Grade result={result} onRefresh={onRefresh} /> : <p className="soft">{m.repeat_grade({ grade: result.bestGrade })}</p>}
    </section>
  );
}

function Grade({ result, onRefresh }: { result: RunResult; onRefresh: () => void }) {
  const better = result.bestGrade > result.grade;
  return (
    <>
      <p className="soft">{m.second_tries_note()}</p>
      <div className="result-grade">
        <p>
          <strong>{m.grade_points({ grade: result.grade })}</strong>
          {better && <> · {m.grade_best({ grade: result.bestGrade })}</>}
        </p>
        <p className="result-state" role="status">
          <GradeSign state={result.gradeState} />
          <span>{sayGrade(result.gradeState)}</span>
        </p>
        {result.waiting > 0 && (
          <p className="result-state">
            <Clock aria-hidden size={20} />
            <span>{result.waiting === 1 ? m.mk_waiting_one() : m.mk_waiting_many({ count: result.waiting })}</span>
          </p>
        )}
        {result.gradeState === 'waiting' && (
          <div className="row">
            <span className="soft">{m.grade_looking()}</span>
            <Button look="quiet" onClick={onRefresh}>
              {m.grade_look_again()}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function GradeSign({ state }: { state: GradeState }) {
  if (state === 'sent' || state === 'sent-unverified') return <Check aria-hidden size={20} />;
  return state === 'waiting' ? <Clock aria-hidden size={20} /> : <Info aria-hidden size={20} />;
}

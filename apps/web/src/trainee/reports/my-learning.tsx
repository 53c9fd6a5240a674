import type { LearningSummary } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { MASTERY, sayMinutes } from '../../kit/report/words.js';

type Summary = output<typeof LearningSummary>;

function countsOf(learning: Summary): [string, string][] {
  const percent = (value: number | null): string | null => (value === null ? null : `${value} %`);
  const counts: [string, string | null][] = [
    [m.my_days(), String(learning.days)],
    [m.my_answers(), String(learning.answers)],
    [m.my_minutes(), sayMinutes(learning.selfStudyMinutes)],
    [m.my_first(), percent(learning.firstTryRight)],
    [m.my_first_before(), percent(learning.firstTryRightBefore)],
  ];
  return counts.filter((one): one is [string, string] => one[1] !== null);
}

/** What Lotse counted, a word and a number in each line. */
export function MyLearning({ learning }: { learning: Summary | null }) {
  return (
    <section className="card stack" aria-labelledby="my-learning">
      <h2 id="my-learning">{m.my_learning()}</h2>
      {learning === null ? (
        <p>{m.my_learning_none()}</p>
      ) : (
        <>
          <dl className="lines">
            {countsOf(learning).map(([word, value]) => (
              <div key={word} className="row row-apart">
                <dt>{word}</dt>
                <dd>
                  <strong>{value}</strong>
                </dd>
              </div>
            ))}
          </dl>
          {learning.competences.length > 0 && (
            <ul className="lines">
              {learning.competences.map((one) => (
                <li key={one.competence} className="row row-apart">
                  <span lang="de">{one.title}</span>
                  <strong>{MASTERY[one.state]()}</strong>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <p className="soft small">{m.my_not_recorded()}</p>
    </section>
  );
}

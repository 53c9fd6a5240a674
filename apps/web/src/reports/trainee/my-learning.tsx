import type { LearningSummary } from '#lotse/contract';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { MASTERY, sayMinutes } from '../words.js';

type Summary = output<typeof LearningSummary>;

/** What Lotse counted, each as one sentence. */
export function MyLearning({ learning }: { learning: Summary | null }) {
  return (
    <section className="card stack" aria-labelledby="my-learning">
      <h2 id="my-learning">{m.my_learning()}</h2>
      {learning === null ? (
        <p>{m.my_learning_none()}</p>
      ) : (
        <>
          <ul className="plain-list">
            <li>{m.my_days({ days: learning.days })}</li>
            <li>{m.my_answers({ answers: learning.answers })}</li>
            <li>{m.my_minutes({ time: sayMinutes(learning.selfStudyMinutes) })}</li>
            {learning.firstTryRight !== null && <li>{m.my_first({ value: learning.firstTryRight })}</li>}
            {learning.firstTryRightBefore !== null && <li>{m.my_first_before({ value: learning.firstTryRightBefore })}</li>}
          </ul>
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

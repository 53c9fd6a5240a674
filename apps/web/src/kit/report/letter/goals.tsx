import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import CircleDot from 'lucide-react/icons/circle-dot';
import CircleX from 'lucide-react/icons/circle-x';
import { labels, REACHED, type Content } from '../words.js';

const SIGNS = {
  yes: [CircleCheck, 'badge badge-good'],
  partly: [CircleDot, 'badge badge-accent'],
  no: [CircleX, 'badge badge-wrong'],
  open: [CircleDashed, 'badge'],
} as const;

/** Each goal with its state in words and what comes next. */
export function Goals({ goals }: { goals: Content['text']['goals'] }) {
  if (goals.length === 0) return <p className="soft">{labels().none.goals}</p>;
  return (
    <ul className="lines letter-goals">
      {goals.map(({ goal, reached, nextStep }, i) => {
        const [Sign, look] = SIGNS[reached];
        return (
          <li key={i}>
            <span className="row row-apart">
              <span lang="de">{goal}</span>
              <span className={look}>
                <Sign aria-hidden size={18} />
                {REACHED[reached]()}
              </span>
            </span>
            {nextStep !== '' && (
              <span className="soft">
                {labels().goal.nextStep}: <span lang="de">{nextStep}</span>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

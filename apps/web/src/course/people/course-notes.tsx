import { gradeDifferences, sendGrades, type GradeDifference as GradeDifferenceSchema, type RosterPage } from '#lotse/contract';
import Send from 'lucide-react/icons/send';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { useWide } from '../../kit/design/use-wide.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { sayRoster } from './roster-words.js';
import '../../kit/comments/review.css';

type RosterState = output<typeof RosterPage>['rosterState'];
type Difference = output<typeof GradeDifferenceSchema>;

/** Above a course's list: what is wrong with its roster, and grades that stand otherwise in the LMS. Nothing, when nothing is. */
export default function CourseNotes({ roster, waiting }: { roster: RosterState; waiting: number }) {
  const { enrolmentId } = useSession();
  const page = useLoad(`differences ${enrolmentId}`, (signal) => call(gradeDifferences, { params: { enrolmentId }, signal }));
  const differences = page.value?.differences ?? [];
  const said = roster === null ? null : sayRoster(roster);
  return (
    <>
      {said !== null && <Note look="amber">{said}</Note>}
      {(differences.length > 0 || waiting > 0) && <Grades differences={differences} waiting={waiting} onSent={page.reload} />}
    </>
  );
}

function Grades({ differences, waiting, onSent }: { differences: readonly Difference[]; waiting: number; onSent: () => void }) {
  const { enrolmentId } = useSession();
  const wide = useWide();
  const [say, setSay] = useState<string | null>(null);
  async function send() {
    try {
      const { queued } = await call(sendGrades, { params: { enrolmentId }, body: {} });
      setSay(m.grades_queued({ count: queued }));
      onSent();
    } catch (error) {
      setSay(sayProblem(error));
    }
  }
  const content = (
    <div className="stack stack-8">
      <p>{differences.length > 0 ? m.grades_differ({ count: differences.length }) : m.grades_waiting({ count: waiting })}</p>
      {differences.length > 0 && <List differences={differences} />}
      <div className="row">
        <Button onClick={() => void send()}>
          <Send aria-hidden size={18} />
          {m.grades_send_now()}
        </Button>
        <span role="status">{say}</span>
      </div>
    </div>
  );
  if (wide || differences.length > 0) return <Note look={differences.length > 0 ? 'amber' : 'plain'}>{content}</Note>;
  // nothing has to be done: on a phone it is one line
  return (
    <details className="fold">
      <summary>{m.grades_on_way({ count: waiting })}</summary>
      {content}
    </details>
  );
}

function List({ differences }: { differences: readonly Difference[] }) {
  const locale = useLocale();
  return (
    <details>
      <summary>{m.grades_differ_show()}</summary>
      <ul className="differences">
        {differences.map((one) => (
          <li key={`${one.personId} ${one.linkTitle}`}>
            <strong>{one.name}</strong>, <span lang="de">{one.linkTitle}</span>:{' '}
            {one.found === null ? m.grade_missing({ wanted: one.wanted }) : m.grade_other({ wanted: one.wanted, found: one.found })}{' '}
            <span className="soft small">{formatMoment(one.seenAt, locale)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

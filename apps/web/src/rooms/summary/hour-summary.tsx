import { hourSummary, noteNextTime, type HourSummary as Summary, type HourTask } from '#lotse/contract';
import { useState } from 'react';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { useUnsavedPage } from '../../kit/design/leave-guard.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { saySpan } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { isStaff, useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { Bars } from '../meeting/bars.js';
import { placeWord } from '../meeting/place-words.js';

/** What is left of an hour: for the tutor who came, what was worked on and what to take up; for a trainee what to practise again. */
export function HourSummary({ meetingId }: { meetingId: string }) {
  const { enrolmentId } = useSession();
  const summary = useLoad(`summary ${meetingId}`, (signal) => call(hourSummary, { params: { enrolmentId, meetingId }, signal }));
  if (summary.problem !== null) return <Failed problem={summary.problem} onRetry={summary.reload} heading={false} />;
  if (summary.value === null) return <Waiting />;
  return <Told summary={summary.value} />;
}

function Told({ summary }: { summary: Summary }) {
  const session = useSession();
  const locale = useLocale();
  const { registrationId, enrolmentId } = session;
  const here = { reg: registrationId, enr: enrolmentId };
  return (
    <div className="stack stack-24">
      <p className="soft">
        {summary.roomTitle} · {saySpan(summary, locale)}
      </p>
      {summary.isMine && (
        <div>
          <Link className={summary.isConfirmed ? 'button' : 'button button-main'} href={pathTo('sheet', here, { meeting: summary.meetingId })}>
            {summary.isConfirmed ? m.hr_a_confirmed() : m.sum_attendance()}
          </Link>
        </div>
      )}
      {summary.mayNote && !summary.isMine && !summary.isConfirmed && <p>{m.sum_attendance_not_you()}</p>}
      {summary.people !== null && <Came people={summary.people} />}
      <Tasks tasks={summary.tasks} isForStaff={isStaff(session)} />
      {!isStaff(session) && <Again tasks={summary.tasks} />}
      {summary.questions !== null && summary.questions.length > 0 && <Questions questions={summary.questions} />}
      {summary.polls.map((poll) => (
        <section key={poll.question} className="card stack stack-8">
          <h2>{poll.question}</h2>
          <Bars rows={poll.options.map((label, at) => ({ label, count: poll.counts[at] ?? 0 }))} />
        </section>
      ))}
      {isStaff(session) && <NextTime summary={summary} />}
      <div>
        <Link href={pathTo('room', here, { room: summary.roomId })}>{m.sum_board()}</Link>
      </div>
    </div>
  );
}

function Came({ people }: { people: NonNullable<Summary['people']> }) {
  return (
    <section className="card stack stack-8">
      <h2>{m.live_over_people({ count: people.length })}</h2>
      {people.length === 0 ? (
        <p>{m.live_over_nobody()}</p>
      ) : (
        <ul className="lines">
          {people.map((one) => (
            <li key={one.personId} className="row row-apart">
              <span>{one.name}</span>
              <span className="soft">{one.place === null ? m.live_place_unknown() : placeWord[one.place]()}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const MINE = { right: m.sum_mine_right, partly: m.sum_mine_partly, wrong: m.sum_mine_wrong, manual: m.sum_mine_manual };

function Tasks({ tasks, isForStaff }: { tasks: readonly HourTask[]; isForStaff: boolean }) {
  const result = (task: HourTask) => {
    if (!isForStaff) return task.mine === null ? m.sum_mine_none() : MINE[task.mine]();
    return task.answers === 0 ? m.sum_no_answers() : m.sum_right_of({ right: task.right ?? 0, answers: task.answers });
  };
  return (
    <section className="card stack stack-8">
      <h2>{m.sum_tasks()}</h2>
      {tasks.length === 0 && <p className="soft">{m.sum_tasks_none()}</p>}
      <ul className="lines">
        {tasks.map((task, at) => (
          <li key={at} className="stack stack-4">
            <span lang="de">{task.stem}</span>
            <span className="row row-apart small">
              <span className="soft" lang="de">
                {task.unitTitle}
              </span>
              <strong>{result(task)}</strong>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Units in which something was not right yet, or was not answered. */
function Again({ tasks }: { tasks: readonly HourTask[] }) {
  const { registrationId, enrolmentId } = useSession();
  const open = tasks.filter((task) => task.mine !== 'right');
  const units = new Map(open.map((task) => [task.unitId, task.unitTitle]));
  if (units.size === 0) return null;
  return (
    <section className="card stack stack-8">
      <h2>{m.sum_again()}</h2>
      <ul className="lines">
        {[...units].map(([unitId, title]) => (
          <li key={unitId}>
            <Link href={pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: unitId })}>
              <span lang="de">{title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Questions({ questions }: { questions: NonNullable<Summary['questions']> }) {
  return (
    <section className="card stack stack-8">
      <h2>{m.live_over_questions()}</h2>
      <ul className="lines">
        {questions.map((one, at) => (
          <li key={at}>
            <strong>{one.name}</strong>: <span lang="de">{one.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const WEAK = 0.5;

/** What to take up: tasks that many got wrong are proposed, the tutor writes the rest. */
function NextTime({ summary }: { summary: Summary }) {
  const { enrolmentId } = useSession();
  const [text, setText] = useState(summary.nextTime ?? '');
  const [saved, setSaved] = useState(summary.nextTime ?? '');
  const leaving = useUnsavedPage(text === saved ? null : text);
  const { busy, problem, send } = useSend();
  const weak = summary.tasks.filter((task) => task.answers > 0 && (task.right ?? 0) / task.answers < WEAK);
  const save = () =>
    send(async () => {
      await call(noteNextTime, { params: { enrolmentId, meetingId: summary.meetingId }, body: { text: text.trim() } });
      setSaved(text);
    });
  return (
    <section className="card stack stack-8" aria-labelledby="next-time">
      <h2 id="next-time">{m.sum_next_time()}</h2>
      {weak.length > 0 && (
        <>
          <p className="soft">{m.sum_weak()}</p>
          <ul className="lines">
            {weak.map((task, at) => (
              <li key={at} lang="de">
                {task.stem}
              </li>
            ))}
          </ul>
        </>
      )}
      {summary.mayNote ? (
        <>
          <label className="stack stack-4">
            <span>{m.sum_note()}</span>
            <textarea className="input" rows={4} maxLength={2000} value={text} onInput={(event) => setText(event.currentTarget.value)} />
          </label>
          <div className="row">
            <Button look="main" onClick={save} aria-disabled={busy || text === saved}>
              {m.sum_save()}
            </Button>
            <span role="status" className="soft">
              {text === saved && saved !== '' ? m.saved() : ''}
            </span>
          </div>
          {problem !== null && <Refused problem={problem} />}
        </>
      ) : (
        <p>{summary.nextTime ?? m.sum_note_none()}</p>
      )}
      {leaving}
    </section>
  );
}

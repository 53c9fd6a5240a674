import { useMemo, useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { ExamMode, type ExamSheet } from '../../kit/task/players/exam-mode.js';
import { m } from '../../paraglide/messages.js';
import { PreviewTask } from '../pick/preview-task.js';
import { answerPlayed, usePlay, type PlayedUnit } from './use-play.js';

/** A unit while it is written: its tasks, what the check says, and everything anew when a file is saved. */
export function PlayPage() {
  const [way, setWay] = useState({ seed: 1, exam: false });
  const { unit, lost } = usePlay(way.seed, way.exam);
  return (
    <Page title={unit?.title ?? null}>
      <div className="stack stack-24">
        {lost && (
          <Note look="amber" role="alert">
            {m.play_lost()}
          </Note>
        )}
        {unit === null ? <Waiting /> : <Played unit={unit} way={way} onWay={(change) => setWay({ ...way, ...change })} />}
      </div>
    </Page>
  );
}

interface Way {
  seed: number;
  exam: boolean;
}
interface PlayedProps {
  unit: PlayedUnit;
  way: Way;
  onWay: (change: Partial<Way>) => void;
}

function Played({ unit, way, onWay }: PlayedProps) {
  const [wanted, setWanted] = useState(0);
  const index = Math.min(wanted, Math.max(0, unit.tasks.length - 1));
  const task = unit.tasks[index];
  // one sheet for as long as the exam is played
  const sheet = useMemo((): ExamSheet | null => (way.exam ? { heard: new Map() } : null), [way.exam]);
  return (
    <>
      {unit.title !== '' && <PageHeading>{unit.title}</PageHeading>}
      <Problems problems={unit.problems} />
      {task === undefined ? (
        <p>{m.play_empty()}</p>
      ) : (
        <ExamMode.Provider value={task.exam === true ? sheet : null}>
          <div className="row row-apart">
            <label className="field">
              <span className="field-label">{m.play_task()}</span>
              <select className="input" value={String(index)} onChange={(event) => setWanted(Number(event.target.value))}>
                {unit.tasks.map((one, at) => (
                  <option key={one.exerciseId} value={String(at)}>
                    {`${at + 1} · ${unit.sections[at] ?? ''} · ${one.body.kind} · ${one.exerciseId}`}
                  </option>
                ))}
              </select>
            </label>
            <Button onClick={() => onWay({ seed: way.seed + 1 })}>{m.play_other_values()}</Button>
          </div>
          <ExamSwitch on={way.exam} onSwitch={(exam) => onWay({ exam })} />
          <PreviewTask
            key={`${task.exerciseId} ${way.seed} ${unit.version} ${String(task.exam)}`}
            task={task}
            mark={(response, tryNo) => answerPlayed(way, task.exerciseId, tryNo, response)}
          />
          <nav className="row row-apart" aria-label={m.pages()}>
            {index > 0 ? <Button onClick={() => setWanted(index - 1)}>{m.preview_before()}</Button> : <span />}
            {index < unit.tasks.length - 1 && <Button onClick={() => setWanted(index + 1)}>{m.preview_next()}</Button>}
          </nav>
        </ExamMode.Provider>
      )}
    </>
  );
}

function ExamSwitch({ on, onSwitch }: { on: boolean; onSwitch: (on: boolean) => void }) {
  return (
    <div className="stack stack-4">
      <label className="choice">
        <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.target.checked)} />
        <span>{m.play_exam()}</span>
      </label>
      {on && <p className="soft small">{m.play_exam_hint()}</p>}
    </div>
  );
}

function Problems({ problems }: Pick<PlayedUnit, 'problems'>) {
  if (problems === null) return <Note>{m.play_checking()}</Note>;
  if (problems.length === 0) return <Note>{m.play_clean()}</Note>;
  return (
    <Note look={problems.some((one) => one.level === 'error') ? 'wrong' : 'amber'} role="status">
      <ul>
        {problems.map((one) => (
          <li key={`${one.file} ${one.line} ${one.message}`}>
            <strong>
              {one.file}
              {one.line !== undefined && `:${one.line}`}
            </strong>{' '}
            {one.message}
          </li>
        ))}
      </ul>
    </Note>
  );
}

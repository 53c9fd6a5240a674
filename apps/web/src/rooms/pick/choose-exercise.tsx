import { courseUnits, isHandKind, unitPreview } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Paging } from '../../kit/design/paging.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Prose } from '../../kit/prose/prose.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

const SIZE = 20;

interface Props {
  /** What choosing does. */
  word: string;
  onChoose: (unitId: string, exerciseId: string, title: string) => void;
}

/** An exercise of the catalogue: first the unit, then the task. */
export function ChooseExercise({ word, onChoose }: Props) {
  const [unit, setUnit] = useState<string | null>(null);
  return unit === null ? <Units onChoose={setUnit} /> : <Tasks unitId={unit} onBack={() => setUnit(null)} word={word} onChoose={onChoose} />;
}

function Units({ onChoose }: { onChoose: (unitId: string) => void }) {
  const { enrolmentId } = useSession();
  const [find, setFind] = useState('');
  const [page, setPage] = useState(1);
  const units = useLoad(`units ${page} ${find}`, (signal) => call(courseUnits, { params: { enrolmentId }, query: { page, size: SIZE, find }, signal }));
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor="unit-find">{m.live_find_unit()}</label>
        <input
          id="unit-find"
          className="input"
          type="search"
          value={find}
          onInput={(event) => {
            setFind(event.currentTarget.value);
            setPage(1);
          }}
        />
      </div>
      {units.problem !== null && <Failed problem={units.problem} onRetry={units.reload} heading={false} />}
      {units.value === null && units.problem === null && <Waiting />}
      {units.value?.total === 0 && <p>{m.live_no_unit()}</p>}
      <ul className="stack stack-8" lang="de">
        {units.value?.units.map((unit) => (
          <li key={unit.unitId}>
            <button type="button" className="choice live-choice" onClick={() => onChoose(unit.unitId)}>
              <span>
                <strong>{unit.title}</strong>
                <br />
                <span className="small soft">{unit.moduleTitle}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {units.value !== null && <Paging page={page} size={SIZE} total={units.value.total} onPage={setPage} />}
    </div>
  );
}

function Tasks({ unitId, onBack, word, onChoose }: Props & { unitId: string; onBack: () => void }) {
  const { enrolmentId } = useSession();
  const preview = useLoad(`unit ${unitId}`, (signal) => call(unitPreview, { params: { enrolmentId, unitId }, signal }));
  return (
    <div className="stack">
      <div>
        <Button look="quiet" onClick={onBack}>
          {m.live_other_unit()}
        </Button>
      </div>
      {preview.problem !== null && <Failed problem={preview.problem} onRetry={preview.reload} heading={false} />}
      {preview.value === null && preview.problem === null && <Waiting />}
      <ol className="stack stack-8">
        {preview.value?.tasks
          .filter((task) => !isHandKind(task.body.kind) && task.prefilled === undefined)
          .map((task) => (
            <li key={task.exerciseId} className="card stack stack-8">
              <Prose value={task.stem.standard} />
              <div>
                <Button look="main" onClick={() => onChoose(unitId, task.exerciseId, preview.value?.unit.title ?? '')}>
                  {word}
                </Button>
              </div>
            </li>
          ))}
      </ol>
    </div>
  );
}

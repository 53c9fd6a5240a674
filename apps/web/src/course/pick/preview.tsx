import { placeOf, previewAnswer, unitPreview, type UnitPreview as UnitPreviewSchema } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { sayPlaceOf } from '../../kit/words/place-words.js';
import { m } from '../../paraglide/messages.js';
import { useSession } from '../../kit/session/session.js';
import { PageHeading } from '../../kit/frame/page.js';
import { UnitEnd } from '../../kit/unit/unit-end.js';
import { PreviewTask } from './preview-task.js';

type UnitPreview = output<typeof UnitPreviewSchema>;

/** A unit tried out before it is given to a course: the same tasks, marked the same way, and nothing is kept. */
export function Preview({ unitId, onClose }: { unitId: string; onClose: () => void }) {
  const { enrolmentId } = useSession();
  const page = useLoad(`preview ${unitId}`, (signal) => call(unitPreview, { params: { enrolmentId, unitId }, signal }));
  return (
    <section className="stack stack-24" aria-label={m.pick_try()}>
      <div>
        <Button look="quiet" onClick={onClose}>
          <ArrowLeft aria-hidden size={20} />
          {m.pick_back()}
        </Button>
      </div>
      {page.problem !== null && <Failed problem={page.problem} onRetry={page.reload} />}
      {page.problem === null && page.value === null && <Waiting />}
      {page.value !== null && <Tasks preview={page.value} enrolmentId={enrolmentId} />}
    </section>
  );
}

function Tasks({ preview, enrolmentId }: { preview: UnitPreview; enrolmentId: string }) {
  const [index, setIndex] = useState(0);
  const { unit, tasks, sections } = preview;
  const task = tasks[index];
  if (task === undefined) return <p>{m.no_tasks()}</p>;
  const { unitId } = unit;
  return (
    <>
      <div>
        <PageHeading>{unit.title}</PageHeading>
        <p className="soft">
          {sayPlaceOf(
            placeOf(
              sections.map((section) => ({ section })),
              index,
            ),
          )}
        </p>
      </div>
      <Note>{m.preview_note()}</Note>
      <PreviewTask
        key={task.exerciseId}
        task={task}
        mark={(response, tryNo) => call(previewAnswer, { params: { enrolmentId, unitId }, body: { exerciseId: task.exerciseId, try: tryNo, response } })}
      />
      <nav className="row row-apart" aria-label={m.pages()}>
        {index > 0 ? <Button onClick={() => setIndex(index - 1)}>{m.preview_before()}</Button> : <span />}
        {index < tasks.length - 1 && <Button onClick={() => setIndex(index + 1)}>{m.preview_next()}</Button>}
      </nav>
      {index === tasks.length - 1 && <UnitEnd summary={preview.summary} words={preview.words} />}
    </>
  );
}

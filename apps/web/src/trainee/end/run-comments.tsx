import { placeOf, runComments } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { sayPlace } from '../../kit/words/place-words.js';
import { m } from '../../paraglide/messages.js';
import { currentRun } from '../task/use-run.js';
import { CommentList } from '../../kit/comments/comment-list.js';

/** On the trainee's result page: what the teacher said. Nothing stands there when nothing was said, or it cannot be had. */
export default function RunComments({ runId, unitId }: { runId: string; unitId: string }) {
  const page = useLoad(`comments ${runId}`, (signal) => call(runComments, { params: { runId }, signal }));
  const comments = page.value?.comments ?? [];
  if (comments.length === 0) return null;
  const run = currentRun(unitId);
  const tasks = run?.runId === runId ? run.tasks : [];
  const tasksSaidOf = [null, ...new Set(comments.flatMap((comment) => comment.exerciseId ?? []))];
  return (
    <section className="card stack" aria-labelledby="said">
      <h2 id="said">{m.comments_mine()}</h2>
      {tasksSaidOf.map((taskId) => {
        const said = comments.filter((comment) => comment.exerciseId === taskId);
        if (said.length === 0) return null;
        const at = tasks.findIndex(({ task }) => task.exerciseId === taskId);
        return (
          <div key={taskId} className="stack stack-4">
            {taskId !== null && <h3>{at === -1 ? m.comments_task() : sayPlace(placeOf(tasks, at))}</h3>}
            <CommentList comments={said} />
          </div>
        );
      })}
    </section>
  );
}

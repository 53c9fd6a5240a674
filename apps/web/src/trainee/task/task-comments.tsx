import { runComments } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { CommentList } from '../../kit/comments/comment-list.js';
import { m } from '../../paraglide/messages.js';

/** What a teacher wrote about this task. Nothing stands there when nothing was written, or it cannot be had. */
export default function TaskComments({ runId, exerciseId }: { runId: string; exerciseId: string }) {
  const page = useLoad(`comments ${runId}`, (signal) => call(runComments, { params: { runId }, signal }));
  const comments = (page.value?.comments ?? []).filter((comment) => comment.exerciseId === exerciseId);
  if (comments.length === 0) return null;
  return (
    <section className="stack stack-8" aria-labelledby="task-said">
      <h2 id="task-said" className="task-said">
        {m.comments_mine()}
      </h2>
      <CommentList comments={comments} />
    </section>
  );
}

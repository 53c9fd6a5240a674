import type { RunComment as RunCommentSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import { Button } from '../design/button.js';
import { formatMoment } from '../design/format.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../session/locale.js';
import './review.css';

export type Comment = output<typeof RunCommentSchema>;

/** Comments oldest first; one's own can be taken back where `onRemove` is given. */
export function CommentList({ comments, onRemove }: { comments: readonly Comment[]; onRemove?: (commentId: string) => void }) {
  const locale = useLocale();
  if (comments.length === 0) return null;
  return (
    <ul className="stack stack-8">
      {comments.map((comment) => (
        <li key={comment.commentId} className="comment">
          <p className="comment-head">
            <strong>{comment.author}</strong> <time dateTime={comment.at}>{formatMoment(comment.at, locale)}</time>
          </p>
          <p className="comment-text">{comment.text}</p>
          {comment.mine && onRemove !== undefined && (
            <div>
              <Button look="quiet" onClick={() => onRemove(comment.commentId)}>
                {m.comment_remove()}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

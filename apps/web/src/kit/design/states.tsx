import { later } from '../state/later.js';
import { m } from '../../paraglide/messages.js';

export function Waiting() {
  return (
    <div className="waiting">
      <p className="unseen" role="status">
        {m.loading()}
      </p>
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}

/** Has `problem` and `onRetry`. */
export const Failed = later(() => import('./failed.js'));

import { m } from '../../paraglide/messages.js';
import type { RunView } from './run-state.js';

/** Before the first task: what counts. */
export default function TaskRule({ kind }: Pick<RunView, 'kind'>) {
  return <p className="soft small task-rule">{kind === 'own' ? m.first_try_counts() : m.repeat_rule()}</p>;
}

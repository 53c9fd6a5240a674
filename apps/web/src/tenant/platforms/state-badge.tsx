import type { Deployment, PlatformState } from '#lotse/contract';
import { m } from '../../paraglide/messages.js';

const LOOKS = {
  waiting: ['badge badge-amber', m.pf_state_waiting],
  active: ['badge badge-good', m.pf_state_active],
  disabled: ['badge', m.pf_state_disabled],
  deleted: ['badge', m.pf_state_deleted],
} as const;

export function StateBadge({ state }: { state: PlatformState | Deployment['state'] }) {
  const [look, word] = LOOKS[state];
  return <span className={look}>{word()}</span>;
}

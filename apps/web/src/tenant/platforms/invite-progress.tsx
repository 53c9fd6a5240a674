import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Hourglass from 'lucide-react/icons/hourglass';
import type { PlatformInvite, PlatformRow } from '#lotse/contract';
import { Link } from '../../kit/address/nav.js';
import { m } from '../../paraglide/messages.js';
import { FailureNote } from './failure-note.js';
import { platformPath } from './paths.js';

interface Props {
  tenantId: string;
  invite: PlatformInvite;
  /** What registered itself by it, once it has. */
  platform: PlatformRow | null;
}
type State = 'done' | 'now' | 'later';
const SIGNS = { done: [CircleCheck, 'badge-good'], now: [Hourglass, 'badge-amber'], later: [CircleDashed, 'soft'] } as const;

/** How many of the four steps are behind us. */
function stepsDone(invite: PlatformInvite, platform: PlatformRow | null): number {
  if (invite.state === 'used') return platform?.state === 'waiting' ? 3 : 4;
  return invite.state === 'opened' ? 2 : 1;
}

/** Invited, opened, registered, confirmed: said anew as soon as it changes. */
export function InviteProgress({ tenantId, invite, platform }: Props) {
  const done = stepsDone(invite, platform);
  const words = [m.pf_step_made(), m.pf_step_opened(), m.pf_step_registered(), m.pf_step_confirmed()];
  const stateOf = (at: number): State => (at < done ? 'done' : at === done ? 'now' : 'later');
  return (
    <div className="stack">
      <ol className="stack stack-8" aria-label={m.pf_progress()}>
        {words.map((word, at) => (
          <Step key={word} word={word} state={stateOf(at)} />
        ))}
      </ol>
      <p role="status">{sayNow(invite, platform)}</p>
      {invite.failed !== null && <FailureNote heading={m.pf_try_failed()} failed={invite.failed} />}
      {platform !== null && (
        <div>
          <Link className={platform.state === 'waiting' ? 'button button-main' : 'button'} href={platformPath.one(tenantId, platform.id)}>
            {platform.state === 'waiting' ? m.pf_look_and_confirm() : m.pf_to_platform()}
          </Link>
        </div>
      )}
    </div>
  );
}

function Step({ word, state }: { word: string; state: State }) {
  const [Sign, look] = SIGNS[state];
  const said = { done: m.pf_done(), now: m.pf_now(), later: m.pf_later() }[state];
  return (
    <li className="check" aria-current={state === 'now' ? 'step' : undefined}>
      <span className={look}>
        <Sign aria-hidden size={20} />
        <span className="unseen">{`${said}: `}</span>
      </span>
      <span className={state === 'later' ? 'soft' : undefined}>{word}</span>
    </li>
  );
}

function sayNow(invite: PlatformInvite, platform: PlatformRow | null): string {
  if (invite.state === 'withdrawn') return m.pf_now_withdrawn();
  if (invite.state === 'expired') return m.pf_now_expired();
  if (invite.state === 'open') return m.pf_now_open();
  if (invite.state === 'opened') return m.pf_now_opened();
  if (platform === null) return m.pf_now_gone();
  return platform.state === 'waiting' ? m.pf_now_confirm({ name: platform.name }) : m.pf_now_active({ name: platform.name });
}

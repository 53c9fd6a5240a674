import { callForHelp } from '#lotse/contract';
import LifeBuoy from 'lucide-react/icons/life-buoy';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { clockText, useServerNow } from './clock.js';

/** For a trainee: which group, with whom, how long, and the way to call for help. */
export function MyGroup() {
  const { live, view, nameOf, act } = useMeeting();
  const { open, endsAt, help, said } = view.state.breakouts;
  const now = useServerNow(live, open && endsAt !== null);
  const mine = view.state.breakouts.groups.find((one) => view.me?.person !== null && one.members.includes(view.me?.person ?? ''));
  if (!open || mine === undefined) return null;
  const called = help.includes(mine.groupId);
  return (
    <section className="live-stage-card stack" aria-label={mine.name}>
      <div className="row row-apart">
        <h2>{mine.name}</h2>
        {endsAt !== null && <span className="figures">{clockText(endsAt - now)}</span>}
      </div>
      <p>
        {m.live_group_with({
          names:
            mine.members
              .filter((id) => id !== view.me?.person && view.state.people[id]?.here)
              .map(nameOf)
              .join(', ') || m.live_group_alone(),
        })}
      </p>
      {said !== null && <Note role="status">{said.text}</Note>}
      <Button aria-pressed={called} onClick={() => void act(callForHelp, { wanted: !called })}>
        <LifeBuoy aria-hidden size={20} />
        {called ? m.live_help_coming() : m.live_help_call()}
      </Button>
    </section>
  );
}

/** For the room device: who goes where, and how long. */
export function GroupsBoard() {
  const { live, view, nameOf } = useMeeting();
  const { open, endsAt, groups, said } = view.state.breakouts;
  const now = useServerNow(live, open && endsAt !== null);
  if (!open) return null;
  const here = (id: string) => view.state.people[id]?.here ?? false;
  return (
    <section className="live-stage-card stack" aria-label={m.live_groups()}>
      <h2>
        {m.live_groups()}
        {endsAt !== null && <span className="figures"> · {clockText(endsAt - now)}</span>}
      </h2>
      {said !== null && <p>{said.text}</p>}
      <ul className="stack stack-8">
        {groups.map((group) => (
          <li key={group.groupId}>
            <strong>{group.name}:</strong> {group.members.filter(here).map(nameOf).join(', ') || m.live_group_alone()}
          </li>
        ))}
      </ul>
    </section>
  );
}

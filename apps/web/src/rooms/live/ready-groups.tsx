import { group, groups, planBreakouts, preparation, type BreakoutGroup } from '#lotse/contract';
import { useState, type ReactNode } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';

/** What was prepared for this hour; null until it is read, and where nothing was. */
export function usePrepared() {
  const { enrolmentId } = useSession();
  const meetingId = useMeeting().view.meeting?.meetingId ?? '';
  return useLoad(`prepared ${meetingId}`, (signal) => call(preparation, { params: { enrolmentId, meetingId }, signal })).value;
}

interface PreparedProps {
  here: readonly string[];
  onStart: () => Promise<boolean>;
  time: ReactNode;
}

/** Groups that were thought out before the hour start with one tap. Who is here and in none of them goes into the smallest. */
export function PreparedGroups({ here, onStart, time }: PreparedProps) {
  const { act } = useMeeting();
  const found = usePrepared();
  const prepared = found?.groups ?? [];
  // who has not come yet is known here by the list of who is expected
  const nameOf = (id: string) => found?.people.find((one) => one.personId === id)?.name ?? m.live_somebody();
  if (prepared.length === 0) return null;
  async function start() {
    const made = prepared.map((one): BreakoutGroup => ({ ...one, members: [...one.members], groupId: crypto.randomUUID() }));
    for (const person of here) {
      if (made.some((one) => one.members.includes(person))) continue;
      [...made].sort((a, b) => a.members.length - b.members.length)[0]?.members.push(person);
    }
    if (await act(planBreakouts, { groups: made })) await onStart();
  }
  return (
    <section className="card stack stack-8" aria-labelledby="groups-prepared">
      <h3 id="groups-prepared">{m.live_groups_prepared()}</h3>
      <ul className="stack stack-4">
        {prepared.map((one, at) => (
          <li key={at}>
            <strong>{one.name}:</strong> {one.members.map(nameOf).join(', ') || m.live_group_alone()}
          </li>
        ))}
      </ul>
      {time}
      <Button look="main" onClick={() => void start()}>
        {m.live_groups_prepared_start()}
      </Button>
    </section>
  );
}

/** Groups of the course that were made before the hour: those of their people who are here go into one each. */
export function StoredGroups({ here }: { here: readonly string[] }) {
  const { enrolmentId } = useSession();
  const { act } = useMeeting();
  const list = useLoad('course groups', (signal) => call(groups, { params: { enrolmentId }, query: { size: 20 }, signal }));
  const [busy, setBusy] = useState(false);
  const stored = list.value?.rows ?? [];
  if (stored.length < 2) return null;
  async function take() {
    setBusy(true);
    try {
      const views = await Promise.all(stored.map(({ groupId }) => call(group, { params: { enrolmentId, groupId } })));
      const taken = new Set<string>();
      const made = views.map(({ name, members }): BreakoutGroup => {
        const mine = members.map((one) => one.personId).filter((id) => here.includes(id) && !taken.has(id));
        mine.forEach((id) => taken.add(id));
        return { groupId: crypto.randomUUID(), name: name.slice(0, 60), members: mine };
      });
      await act(planBreakouts, { groups: made });
    } finally {
      setBusy(false);
    }
  }
  return (
    <div>
      <Button onClick={() => void take()} aria-disabled={busy}>
        {m.live_groups_stored({ names: stored.map((one) => one.name).join(', ') })}
      </Button>
    </div>
  );
}

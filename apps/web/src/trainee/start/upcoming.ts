import { upcomingMeetings, type Reply, type UpcomingMeeting } from '#lotse/contract';
import { useEffect } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad, type Loaded } from '../../kit/api/use-load.js';
import { useSession } from '../../kit/session/session.js';

const LOOK_MS = 30_000;

export type Upcoming = Pick<Loaded<Reply<typeof upcomingMeetings> | null>, 'value' | 'look'>;

/** The hours that come, looked at again every half minute; null for a guest, who has none. */
export function useUpcoming(): Upcoming {
  const { enrolmentId, role } = useSession();
  const { value, look } = useLoad(`upcoming ${enrolmentId}`, (signal) =>
    role === 'trainee' ? call(upcomingMeetings, { params: { enrolmentId }, signal }) : Promise.resolve(null),
  );
  useEffect(() => {
    const timer = window.setInterval(look, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [look]);
  return { value, look };
}

/** Whether one can go into the hour. */
export const isOpenAt = (meeting: UpcomingMeeting, now: string): boolean => meeting.state === 'live' || (meeting.state === 'planned' && meeting.opensAt <= now);

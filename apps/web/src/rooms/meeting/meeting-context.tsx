import type { Channel, ChannelBody, ChannelReply } from '#lotse/contract';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useLive } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import type { LiveConnection, LiveView } from './connection.js';
import { learnNames } from './names.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import '../../kit/words/more-problems.js';

interface Meeting {
  live: LiveConnection;
  view: LiveView;
  nameOf: (person: string | null) => string;
  /** Sends a command; what goes wrong is said once on the page. False where it was not done. */
  act: <C extends Channel>(channel: C, body: ChannelBody<C>) => Promise<boolean>;
  /** As `act`, with what the server answers; null where it was not done. */
  ask: <C extends Channel>(channel: C, body: ChannelBody<C>) => Promise<ChannelReply<C> | null>;
  /** The sentence about what was not done. */
  fault: string | null;
  clearFault: () => void;
}

const Context = createContext<Meeting | null>(null);

export function MeetingProvider({ live, children }: { live: LiveConnection; children: ReactNode }) {
  const view = useLive(live.view);
  const [fault, setFault] = useState<string | null>(null);
  const { state, names } = view;
  useEffect(() => {
    const known = [...Object.keys(state.people), ...state.chat.map((line) => line.by), ...state.breakouts.groups.flatMap((group) => group.members)];
    if (view.line === 'open')
      learnNames(
        live,
        known.filter((id): id is string => id !== null),
      );
  }, [live, state, view.line]);
  const meeting = useMemo<Meeting>(() => {
    async function ask<C extends Channel>(channel: C, body: ChannelBody<C>): Promise<ChannelReply<C> | null> {
      try {
        setFault(null);
        return await live.send(channel, body);
      } catch (error) {
        setFault(sayProblem(error));
        return null;
      }
    }
    return {
      ...{ live, view, ask, fault },
      clearFault: () => setFault(null),
      nameOf: (person) => (person === null ? m.live_somebody() : (names[person] ?? m.live_somebody())),
      act: async (channel, body) => {
        try {
          setFault(null);
          await live.send(channel, body);
          return true;
        } catch (error) {
          setFault(sayProblem(error));
          return false;
        }
      },
    };
  }, [live, view, names, fault]);
  return <Context.Provider value={meeting}>{children}</Context.Provider>;
}

/** For parts of a meeting's page. */
export function useMeeting(): Meeting {
  const meeting = useContext(Context);
  if (meeting === null) throw new Error('A part of a meeting was shown outside of one.');
  return meeting;
}

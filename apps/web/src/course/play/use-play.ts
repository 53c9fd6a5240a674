import type { AnswerOutcome as AnswerOutcomeSchema, TaskView as TaskViewSchema } from '#lotse/contract';
import { useEffect, useState } from 'react';
import type { output } from 'zod/mini';
import { request } from '../../kit/api/call.js';
import type { Response } from '../../kit/state/drafts.js';

export type Outcome = output<typeof AnswerOutcomeSchema>;
export interface PlayedUnit {
  version: number;
  title: string;
  tasks: output<typeof TaskViewSchema>[];
  sections: string[];
  /** Null while the check still runs. */
  problems: { file: string; line?: number; level: 'error' | 'warning'; message: string }[] | null;
}
const LOOK_MS = 1000;

async function read<T>(path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const reply = await request(path, init);
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}`);
  return (await reply.json()) as T;
}

/** The unit as it is written now; `lost` while the command does not run. */
export function usePlay(seed: number, exam: boolean): { unit: PlayedUnit | null; lost: boolean } {
  const [unit, setUnit] = useState<PlayedUnit | null>(null);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let wanted = true;
    let shown = 0;
    let looking = false;
    async function look() {
      if (looking) return;
      looking = true;
      try {
        const { version } = await read<{ version: number }>('/api/play/version');
        if (version !== shown) {
          const next = await read<Omit<PlayedUnit, 'problems'>>(`/api/play${wayOf(seed, exam)}`);
          shown = next.version;
          if (wanted) setUnit({ ...next, problems: null });
          const { problems } = await read<Pick<PlayedUnit, 'problems'>>('/api/play/problems');
          if (wanted) setUnit((now) => now && { ...now, problems });
        }
        if (wanted) setLost(false);
      } catch {
        if (wanted) setLost(true);
      }
      looking = false;
    }
    void look();
    const timer = window.setInterval(() => void look(), LOOK_MS);
    return () => {
      wanted = false;
      window.clearInterval(timer);
    };
  }, [seed, exam]);
  return { unit, lost };
}

const wayOf = (seed: number, exam: boolean): string => `?seed=${seed}${exam ? '&exam=1' : ''}`;

export function answerPlayed(way: { seed: number; exam: boolean }, exerciseId: string, tryNo: number, response: Response): Promise<Outcome> {
  return read<Outcome>(`/api/play${wayOf(way.seed, way.exam)}`, { exerciseId, try: tryNo, response });
}

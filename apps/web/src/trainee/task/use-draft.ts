import { isHandKind } from '#lotse/contract';
import { useState } from 'react';
import type { AidName, Draft, Drafts, Response } from '../../kit/state/drafts.js';
import { keepOnServer } from '../answers/server-drafts.js';
import { firstDraft, swapped } from './first-draft.js';
import type { RunTask } from './run-state.js';

export interface UsedDraft {
  response: Response | null;
  aids: readonly AidName[];
  /** Another text of the same task that is offered. */
  other: string | null;
  change: (response: Response) => void;
  noteAid: (aid: AidName) => void;
  takeOther: () => void;
  dropOther: () => void;
}

/** What is being typed in one task and the help used so far: every change is kept at once. */
export function useDraft(drafts: Drafts, runId: string, task: RunTask): UsedDraft {
  const { exerciseId } = task.task;
  const [draft, setDraft] = useState(() => firstDraft(drafts.read(runId, exerciseId), task));
  /** What the server says, maybe after the task was left or sent. */
  function patch(change: Partial<Draft>) {
    const now = drafts.read(runId, exerciseId);
    if (now.response === null) return;
    drafts.write(runId, exerciseId, { ...now, ...change });
    setDraft((before) => ({ ...before, ...change }));
  }
  function keep(next: Draft) {
    setDraft(next);
    drafts.write(runId, exerciseId, next);
    if (next.response === null || !('text' in next.response) || !isHandKind(next.response.kind)) return;
    keepOnServer({ runId, exerciseId, text: next.response.text, read: () => drafts.read(runId, exerciseId), patch });
  }
  return {
    response: draft.response,
    aids: draft.aids,
    other: draft.other ?? null,
    change: (response) => keep({ ...draft, response }),
    noteAid: (aid) => {
      if (!draft.aids.includes(aid)) keep({ ...draft, aids: [...draft.aids, aid] });
    },
    takeOther: () => keep(swapped(draft)),
    dropOther: () => {
      const { other: _, ...rest } = draft;
      keep(rest);
    },
  };
}

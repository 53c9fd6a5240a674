import { isHandKind } from '#lotse/contract';
import { useState } from 'react';
import type { AidName, Draft, Drafts, Response } from '../../kit/state/drafts.js';
import { orderNow } from '../../kit/task/players/ordering.js';
import { keepOnServer } from '../answers/server-drafts.js';
import { lastResponse, type RunTask } from './run-state.js';

export interface UsedDraft {
  response: Response | null;
  aids: readonly AidName[];
  change: (response: Response) => void;
  noteAid: (aid: AidName) => void;
}

function firstDraft(drafts: Drafts, runId: string, task: RunTask): Draft {
  const kept = drafts.read(runId, task.task.exerciseId);
  if (task.closed) return { ...kept, response: lastResponse(task) };
  if (kept.response !== null && kept.response.kind === task.task.body.kind) return kept;
  const { body } = task.task;
  return {
    ...kept,
    response:
      lastResponse(task) ?? begun(task) ?? task.task.prefilled?.response ?? (body.kind === 'order' ? { kind: 'order', order: orderNow(body, null) } : null),
  };
}

/** A text that was begun on another device, or in another tab. */
function begun({ task: { body }, draft }: RunTask): Response | null {
  if (draft === undefined) return null;
  return body.kind === 'open' ? { kind: 'open', text: draft } : body.kind === 'writing' ? { kind: 'writing', text: draft, ticked: [] } : null;
}

/** What is being typed in one task and the help used so far: every change is kept at once. */
export function useDraft(drafts: Drafts, runId: string, task: RunTask): UsedDraft {
  const [draft, setDraft] = useState(() => firstDraft(drafts, runId, task));
  function keep(next: Draft) {
    setDraft(next);
    drafts.write(runId, task.task.exerciseId, next);
    if (next.response !== null && 'text' in next.response && isHandKind(next.response.kind)) keepOnServer(runId, task.task.exerciseId, next.response.text);
  }
  return {
    ...draft,
    change: (response) => keep({ ...draft, response }),
    noteAid: (aid) => {
      if (!draft.aids.includes(aid)) keep({ ...draft, aids: [...draft.aids, aid] });
    },
  };
}

import type { Draft, Response } from '../../kit/state/drafts.js';
import { orderNow } from '../../kit/task/players/ordering.js';
import { lastResponse, type RunTask } from './run-state.js';

/**
 * What stands in a task when it is opened. A text that was saved on the server after the version this device went on from is newer:
 * it is shown, and the one of this device is offered beside it, so that neither is lost.
 */
export function firstDraft(kept: Draft, task: RunTask): Draft {
  if (task.closed) return { ...kept, response: lastResponse(task) };
  if (kept.response === null || kept.response.kind !== task.task.body.kind) return { ...kept, ...version(task), response: untouched(task) };
  const mine = textOf(kept.response);
  if (mine === null || task.draft === undefined || task.draftAt === kept.base) return kept;
  if (task.draft === mine || task.draft === kept.sent) return { ...kept, ...version(task) };
  const shown = { ...kept, ...version(task), response: withText(kept.response, task.draft) };
  return mine.trim() === '' ? shown : { ...shown, other: mine };
}

/** The offered text takes the place of the one that is shown, and the other way round. */
export function swapped(draft: Draft): Draft {
  const { other, ...rest } = draft;
  if (other === undefined || draft.response === null) return draft;
  const shown = textOf(draft.response) ?? '';
  return { ...rest, response: withText(draft.response, other), ...(shown.trim() === '' ? {} : { other: shown }) };
}

const version = ({ draftAt }: RunTask): Pick<Draft, 'base'> => (draftAt === undefined ? {} : { base: draftAt });

function textOf(response: Response): string | null {
  return response.kind === 'open' || response.kind === 'writing' ? response.text : null;
}

function withText(response: Response, text: string): Response {
  return response.kind === 'open' || response.kind === 'writing' ? { ...response, text } : response;
}

function untouched(task: RunTask): Response | null {
  const { body, prefilled } = task.task;
  const order = body.kind === 'order' ? { kind: body.kind, order: orderNow(body, null) } : null;
  return lastResponse(task) ?? begun(task) ?? prefilled?.response ?? order;
}

/** What was begun on another device, or in another tab. */
function begun({ task: { body }, draft }: RunTask): Response | null {
  if (draft === undefined) return null;
  if (body.kind === 'open') return { kind: body.kind, text: draft };
  if (body.kind === 'recording') return { kind: body.kind, recording: draft };
  return body.kind === 'writing' ? { kind: body.kind, text: draft, ticked: [] } : null;
}

import { Aid, Response as ResponseSchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import type { Stored } from './stored.js';

export type Response = output<typeof ResponseSchema>;
export type AidName = output<typeof Aid>;
/** What somebody typed but has not sent, and the help used so far in this task. */
export interface Draft {
  response: Response | null;
  aids: AidName[];
  /** Version on the server that the text goes back to. */
  base?: string | null;
  /** What was sent there last: where it lies there, it is one's own. */
  sent?: string;
  /** Another text of the same task, from another device or tab, that is offered. */
  other?: string;
}
const EMPTY: Draft = { response: null, aids: [] };
const PREFIX = 'lotse.mine.';

/** Everything a person leaves in this tab stands under the enrolment's name. */
export function mineKey(enrolmentId: string, rest: string): string {
  return `${PREFIX}${enrolmentId}.${rest}`;
}

/** Called when a session opens: what another person left in this tab is wiped. */
export function wipeOthers(store: Stored, enrolmentId: string): void {
  const mine = mineKey(enrolmentId, '');
  for (const key of store.keys()) if (key.startsWith(PREFIX) && !key.startsWith(mine)) store.remove(key);
}

export class Drafts {
  private readonly memory = new Map<string, Draft>();

  constructor(
    private readonly store: Stored,
    private readonly enrolmentId: string,
  ) {}

  read(runId: string, exerciseId: string): Draft {
    const key = this.key(runId, exerciseId);
    return this.memory.get(key) ?? parseDraft(this.store.get(key));
  }

  write(runId: string, exerciseId: string, draft: Draft): void {
    const key = this.key(runId, exerciseId);
    this.memory.set(key, draft);
    this.store.set(key, JSON.stringify(draft));
  }

  forget(runId: string, exerciseId: string): void {
    const key = this.key(runId, exerciseId);
    this.memory.delete(key);
    this.store.remove(key);
  }

  private key(runId: string, exerciseId: string): string {
    return mineKey(this.enrolmentId, `draft.${runId}.${exerciseId}`);
  }
}

function parseDraft(text: string | null): Draft {
  if (text === null) return EMPTY;
  const held = parseJson(text);
  if (typeof held !== 'object' || held === null) return EMPTY;
  const { response, aids, base, sent, other } = held as Partial<Record<keyof Draft, unknown>>;
  const readResponse = ResponseSchema.safeParse(response);
  const readAids = Array.isArray(aids) ? aids.map((aid) => Aid.safeParse(aid)).filter((read) => read.success) : [];
  return {
    response: readResponse.success ? readResponse.data : null,
    aids: readAids.map((read) => read.data),
    ...(typeof base === 'string' || base === null ? { base } : {}),
    ...(typeof sent === 'string' ? { sent } : {}),
    ...(typeof other === 'string' ? { other } : {}),
  };
}

/** Storage can be edited by anybody: what cannot be read counts as nothing. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

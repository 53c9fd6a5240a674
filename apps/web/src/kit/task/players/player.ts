import type { TaskBody as TaskBodySchema } from '#lotse/contract';
import type { output } from 'zod/mini';
import type { Response } from '../../state/drafts.js';
import { later } from '../../state/later.js';
import type { ProseParts } from '../../prose/prose.js';
import type { PartVerdict } from './mark.js';

export type { PartVerdict };

/** Signs beside the parts of an answer: drawn only after it, so fetched only then or when there is time. */
export const Mark = later(() => import('./mark.js'));

export type TaskBody = output<typeof TaskBodySchema>;
export type Kind = TaskBody['kind'];
export type BodyOf<K extends Kind> = Extract<TaskBody, { kind: K }>;
export type ResponseOf<K extends Kind> = Extract<Response, { kind: K }>;
export type Level = 'standard' | 'plain';

/** What the last answer showed: drawn into the response, which stays visible. */
export interface Marks {
  parts: Readonly<Record<string, PartVerdict>>;
  given: Response | null;
  solution: Response | null;
}

export interface PlayerProps<K extends Kind> {
  body: BodyOf<K>;
  level: Level;
  value: ResponseOf<K> | null;
  onChange: (value: ResponseOf<K>) => void;
  /** True while the answer is on its way and after the last try. */
  locked: boolean;
  marks: Marks | null;
  /** Parts of a worked example that stand there already. */
  fixed?: readonly string[] | undefined;
  /** Element that names the whole response: the task's stem. */
  labelledBy: string;
  onTerm?: ProseParts['onTerm'];
}

export function givenOf<K extends Kind>(marks: Marks | null, kind: K): ResponseOf<K> | null {
  return marks?.given?.kind === kind ? (marks.given as ResponseOf<K>) : null;
}

export function solutionOf<K extends Kind>(marks: Marks | null, kind: K): ResponseOf<K> | null {
  return marks?.solution?.kind === kind ? (marks.solution as ResponseOf<K>) : null;
}

import type { Response } from '../../answers/drafts.js';
import { later } from '../../later.js';
import type { ProseParts } from '../../prose/prose.js';
import type { Kind, Level, Marks, ResponseOf, TaskBody } from './player.js';

const SingleChoice = later(() => import('./single-choice.js'));
const MultipleChoice = later(() => import('./multiple-choice.js'));
const NumberField = later(() => import('./number.js'));
const Cloze = later(() => import('./cloze.js'));
const Order = later(() => import('./order.js'));

interface Props {
  body: TaskBody;
  level: Level;
  response: Response | null;
  onChange: (response: Response) => void;
  locked: boolean;
  marks: Marks | null;
  labelledBy: string;
  onTerm: NonNullable<ProseParts['onTerm']>;
}

function only<K extends Kind>(response: Response | null, kind: K): ResponseOf<K> | null {
  return response?.kind === kind ? (response as ResponseOf<K>) : null;
}

/** The player of a task's kind. */
export function PlayerFor({ body, response, ...rest }: Props) {
  switch (body.kind) {
    case 'single-choice':
      return <SingleChoice {...rest} body={body} value={only(response, body.kind)} />;
    case 'multiple-choice':
      return <MultipleChoice {...rest} body={body} value={only(response, body.kind)} />;
    case 'number':
      return <NumberField {...rest} body={body} value={only(response, body.kind)} />;
    case 'cloze':
      return <Cloze {...rest} body={body} value={only(response, body.kind)} />;
    case 'order':
      return <Order {...rest} body={body} value={only(response, body.kind)} />;
  }
}

import type { FunctionComponent } from 'react';
import type { Response } from '../../state/drafts.js';
import { later } from '../../state/later.js';
import type { Kind, PlayerProps, TaskBody } from './player.js';

const space = <div className="player-space" />;
const PLAYERS: { [K in Kind]: FunctionComponent<PlayerProps<K>> } = {
  'single-choice': later(() => import('./single-choice.js'), space),
  'multiple-choice': later(() => import('./multiple-choice.js'), space),
  matching: later(() => import('./matching.js'), space),
  'number-steps': later(() => import('./number-steps.js'), space),
  calculation: later(() => import('./calculation.js'), space),
  'hot-text': later(() => import('./hot-text.js'), space),
  'word-order': later(() => import('./word-order.js'), space),
  ending: later(() => import('./ending.js'), space),
  'task-reading': later(() => import('./task-reading.js'), space),
  booking: later(() => import('./booking.js'), space),
  dictation: later(() => import('./dictation.js'), space),
  dialogue: later(() => import('./dialogue.js'), space),
  open: later(() => import('./open.js'), space),
  writing: later(() => import('./writing.js'), space),
  recording: later(() => import('./recording.js'), space),
  number: later(() => import('./number.js'), space),
  cloze: later(() => import('./cloze.js'), space),
  order: later(() => import('./order.js'), space),
};

type Props = Omit<PlayerProps<Kind>, 'body' | 'value' | 'onChange'> & {
  body: TaskBody;
  /** Of the same kind as the body: drafts of another kind are not taken up. */
  value: Response | null;
  onChange: (response: Response) => void;
};

/** The player of a task's kind. */
export function PlayerFor(props: Props) {
  const Player = PLAYERS[props.body.kind] as FunctionComponent<Props>;
  return <Player {...props} />;
}

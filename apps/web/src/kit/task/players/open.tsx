import { useId } from 'react';
import { Criteria, HandText, Model } from './hand-text.js';
import { type PlayerProps, solutionOf } from './player.js';

/** An answer in sentences that somebody reads. */
export default function Open({ body, value, onChange, locked, marks, labelledBy }: PlayerProps<'open'>) {
  const id = useId();
  return (
    <div className="stack stack-8">
      <HandText id={id} text={value?.text ?? ''} locked={locked} labelledBy={labelledBy} rows={5} onType={(text) => onChange({ kind: 'open', text })} />
      {!locked && <Criteria criteria={body.criteria} />}
      <Model text={solutionOf(marks, 'open')?.text ?? null} />
    </div>
  );
}

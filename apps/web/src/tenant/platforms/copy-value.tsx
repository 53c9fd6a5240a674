import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  /** What is copied, for a screen reader: the name of the field. */
  name: string;
  value: string;
  label?: string;
}

/** Copies a value. Where the browser does not allow it, it says so: the value itself can be marked. */
export function CopyButton({ name, value, label = m.acc_copy() }: Props) {
  const [state, setState] = useState<'none' | 'copied' | 'failed'>('none');
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
    } catch {
      setState('failed'); // said below
    }
  }
  return (
    <span className="copy">
      <Button className="button-small" onClick={() => void copy()}>
        {state === 'copied' ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
        {state === 'copied' ? m.acc_copied() : label}
        <span className="unseen">{`: ${name}`}</span>
      </Button>
      <span className={state === 'failed' ? 'small badge-amber' : 'unseen'} role="status">
        {state === 'failed' ? m.pf_copy_by_hand() : state === 'copied' ? m.acc_copied() : ''}
      </span>
    </span>
  );
}

import { useState } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';

/** A link that is shown this once. */
export function LinkToCopy({ link, text }: { link: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <Note role="status">
      <div className="stack stack-8">
        <p>{text}</p>
        <input className="input" readOnly value={link} aria-label={m.acc_link()} onFocus={(event) => event.target.select()} />
        <div>
          <Button onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>{copied ? m.acc_copied() : m.acc_copy()}</Button>
        </div>
      </div>
    </Note>
  );
}

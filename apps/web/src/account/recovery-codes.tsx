import { useState } from 'react';
import { Button } from '../kit/design/button.js';
import { Note } from '../kit/design/note.js';
import { m } from '../paraglide/messages.js';

/** Ten codes, shown this once. Going on needs a word that they are kept. */
export function RecoveryCodes({ codes, heading: Heading = 'h2', onKept }: { codes: string[]; heading?: 'h2' | 'h3'; onKept: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="stack">
      <Heading>{m.acc_codes_title()}</Heading>
      <p>{m.acc_codes_text()}</p>
      <ol className="codes card">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Note>{m.acc_codes_note()}</Note>
      <div className="row">
        <Button onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true))}>
          {copied ? m.acc_copied() : m.acc_copy()}
        </Button>
        <Button onClick={() => window.print()}>{m.acc_print()}</Button>
        <Button look="main" onClick={onKept}>
          {m.acc_codes_kept()}
        </Button>
      </div>
    </div>
  );
}

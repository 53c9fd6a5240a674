import { windowCode } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../api/call.js';
import { sayProblem } from '../../api/problem-sentence.js';
import { Button } from '../../design/button.js';
import { Note } from '../../design/note.js';
import { m } from '../../../paraglide/messages.js';
import type { Trouble } from './use-recorder.js';

/** Why nothing can be recorded, and what to do: where the frame gives no microphone, a window of its own does. */
export function MicrophoneTrouble({ trouble }: { trouble: Trouble }) {
  const [fault, setFault] = useState<unknown>(null);
  function open() {
    // at once, while the browser still takes it for what the person pressed
    const opened = window.open('about:blank');
    if (opened === null) return;
    call(windowCode, { body: {} }).then(
      ({ code }) => {
        opened.opener = null;
        opened.location.href = `${window.location.pathname}${window.location.search}#code=${code}`;
      },
      (error: unknown) => {
        opened.close();
        setFault(error);
      },
    );
  }
  return (
    <Note look="amber" role="alert">
      <div className="stack stack-8">
        <p>{trouble === 'forbidden' ? m.mk_rec_forbidden() : trouble === 'denied' ? m.mk_rec_denied() : m.mk_rec_missing()}</p>
        {trouble === 'forbidden' && (
          <div>
            <Button onClick={open}>{m.mk_rec_window()}</Button>
          </div>
        )}
        {fault !== null && <p>{sayProblem(fault)}</p>}
      </div>
    </Note>
  );
}

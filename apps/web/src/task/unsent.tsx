import { useEffect, useRef } from 'react';
import { Button } from '../design/button.js';
import { Note } from '../design/states.js';
import type { AnswerQueue } from '../answers/queue.js';
import { m } from '../paraglide/messages.js';

/** An answer on its way. It is called saved only when the server has said so. */
export function Unsent({ queue, stalled }: { queue: AnswerQueue; stalled: boolean }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' });
  }, [stalled]);
  if (!stalled) return <p role="status" className="soft">{m.sending()}</p>;
  return (
    <Note look="amber" role="status">
      <div ref={note} className="stack stack-8 unsent">
        <p>{m.unsent()}</p>
        <div>
          <Button onClick={() => void queue.flush()}>{m.send_now()}</Button>
        </div>
      </div>
    </Note>
  );
}

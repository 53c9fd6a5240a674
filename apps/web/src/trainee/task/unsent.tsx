import { useEffect, useRef } from 'react';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import type { AnswerQueue, Stall } from '../answers/queue.js';
import { m } from '../../paraglide/messages.js';

/** An answer that could not be sent yet: why, where it is, and what happens to it. */
export default function Unsent({ queue, why }: { queue: AnswerQueue; why: Stall }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Note look="amber" role="status">
      <div ref={note} className="stack stack-8 unsent">
        <p>{why === 'network' ? m.unsent() : m.unsent_server()}</p>
        <div>
          <Button onClick={() => void queue.flush()}>{m.send_now()}</Button>
        </div>
      </div>
    </Note>
  );
}

import { readGoneColumns } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Refused, useSend } from '../../kit/form/form.js';
import { m } from '../../paraglide/messages.js';
import { useSession } from '../../kit/session/session.js';
import type { Roster } from './shapes.js';

/** Activities without a gradebook column: deleted ones until somebody has read of it, ungraded ones as a plain fact. */
export function ColumnNotes({ columns: { gone, ungraded }, onRead }: { columns: Roster['withoutColumn']; onRead: () => void }) {
  const { enrolmentId } = useSession();
  const { busy, problem, send } = useSend();
  const read = async () => {
    await call(readGoneColumns, { params: { enrolmentId }, body: {} });
    onRead();
  };
  return (
    <>
      {gone.length > 0 && (
        <Note>
          <div className="stack stack-8">
            <p>{m.columns_gone({ titles: gone.join(', ') })}</p>
            {problem !== null && <Refused problem={problem} />}
            <div>
              <Button aria-disabled={busy} onClick={() => send(read)}>
                {m.columns_gone_read()}
              </Button>
            </div>
          </div>
        </Note>
      )}
      {ungraded.length > 0 && (
        <details className="fold">
          <summary>{m.columns_ungraded({ titles: ungraded.join(', ') })}</summary>
          <p>{m.columns_ungraded_how()}</p>
        </details>
      )}
    </>
  );
}

import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import X from 'lucide-react/icons/x';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';

/** What was not done, in one sentence, until the next try or until it is put away. */
export function Fault() {
  const { fault, clearFault } = useMeeting();
  if (fault === null) return null;
  return (
    <div className="live-fault">
      <Note look="wrong" role="alert">
        <div className="live-fault-row">
          <span>{fault}</span>
          <Button look="quiet" aria-label={m.close()} onClick={clearFault}>
            <X aria-hidden size={20} />
          </Button>
        </div>
      </Note>
    </div>
  );
}

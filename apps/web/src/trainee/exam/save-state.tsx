import Check from 'lucide-react/icons/check';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useLive } from '../../kit/state/live-value.js';
import { m } from '../../paraglide/messages.js';
import type { LineSaver, SaverState } from './line-saver.js';

/** Saved is what the server has acknowledged; where nothing was given (`isEmpty`) nothing is said of it. Only what goes wrong is said aloud. */
export function SaveState({ saver, isEmpty }: { saver: LineSaver; isEmpty: boolean }) {
  const state = useLive(saver.state);
  const waits = Object.keys(state.unsaved).length > 0;
  const trouble = troubleIn(state);
  return (
    <>
      {trouble === null && (waits || !isEmpty) && (
        <span className="exam-saved">
          {waits ? <LoaderCircle aria-hidden size={16} /> : <Check aria-hidden size={16} />}
          {waits ? m.mx_saving() : m.mx_saved()}
        </span>
      )}
      <span role="status" className={trouble === null ? 'unseen' : 'exam-saved exam-unsaved'}>
        {trouble !== null && <TriangleAlert aria-hidden size={16} />}
        {trouble}
      </span>
    </>
  );
}

function troubleIn({ unsaved, stalled, refused }: SaverState): string | null {
  if (refused !== null) return m.mx_refused();
  if (stalled === null || Object.keys(unsaved).length === 0) return null;
  return stalled === 'network' ? m.mx_unsaved_network() : m.mx_unsaved_server();
}

import type { ReactNode } from 'react';
import CircleAlert from 'lucide-react/icons/circle-alert';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { sayProblem } from '../api/problem-sentence.js';
import { m } from '../paraglide/messages.js';
import { Button } from './button.js';

export function Waiting() {
  return (
    <div className="waiting">
      <p className="unseen" role="status">
        {m.loading()}
      </p>
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}

const NOTE_ICON = { plain: Info, amber: TriangleAlert, wrong: CircleAlert };

interface NoteProps {
  look?: 'plain' | 'amber' | 'wrong';
  role?: 'status' | 'alert';
  children: ReactNode;
}

export function Note({ look = 'plain', role, children }: NoteProps) {
  const Icon = NOTE_ICON[look];
  return (
    <div className={look === 'plain' ? 'note' : `note note-${look}`} role={role}>
      <Icon aria-hidden size={20} />
      <div>{children}</div>
    </div>
  );
}

/** What could not be loaded, in one sentence, and the one thing to do about it. */
export function Failed({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  return (
    <div className="stack">
      <Note look="wrong" role="alert">
        {sayProblem(problem)}
      </Note>
      <div>
        <Button onClick={onRetry}>{m.try_again()}</Button>
      </div>
    </div>
  );
}

/** Says what will stand here and the one action that fills it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="card stack stack-8">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

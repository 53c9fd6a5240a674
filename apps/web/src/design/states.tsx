import type { ReactNode } from 'react';
import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { later } from '../later.js';
import { m } from '../paraglide/messages.js';

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


interface NoteProps {
  look?: 'plain' | 'amber' | 'wrong';
  role?: 'status' | 'alert';
  children: ReactNode;
}

export function Note({ look = 'plain', role, children }: NoteProps) {
  const Icon = look === 'plain' ? Info : TriangleAlert;
  return (
    <div className={look === 'plain' ? 'note' : `note note-${look}`} role={role}>
      <Icon aria-hidden size={20} />
      <div>{children}</div>
    </div>
  );
}

export const Failed = later(() => import('./failed.js'));

/** Says what will stand here and the one action that fills it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="card stack stack-8">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

import Info from 'lucide-react/icons/info';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';

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

/** Says what will stand here and the one action that fills it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="card stack stack-8">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

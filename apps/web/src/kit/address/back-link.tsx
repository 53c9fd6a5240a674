import ArrowLeft from 'lucide-react/icons/arrow-left';
import type { ReactNode } from 'react';
import { Link } from './nav.js';

/** To the list one came from. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="link-row" href={href}>
      <ArrowLeft aria-hidden size={20} />
      {children}
    </Link>
  );
}

import type { ReactNode } from 'react';
import './bars.css';

export interface BarRow {
  label: ReactNode;
  count: number;
  /** Marks the right one, once the solution is shown. */
  right?: boolean;
}

/** Counts as bars with their number: no colour says anything alone. */
export function Bars({ rows }: { rows: readonly BarRow[] }) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ul className="live-bars">
      {rows.map((row, at) => (
        <li key={at} className={row.right === true ? 'live-bar live-bar-right' : 'live-bar'}>
          <span className="live-bar-label">
            {row.right === true && '✓ '}
            {row.label}
          </span>
          <span className="live-bar-track" aria-hidden>
            <i style={{ inlineSize: `${(100 * row.count) / most}%` }} />
          </span>
          <span className="figures">{row.count}</span>
        </li>
      ))}
    </ul>
  );
}

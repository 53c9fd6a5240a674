import { germanDay, type Buoy as BuoySchema } from '#lotse/contract';
import Anchor from 'lucide-react/icons/anchor';
import type { ReactNode } from 'react';
import type { output } from 'zod/mini';
import { daysUntil, formatDate } from '../design/format.js';
import { spanBetween } from '../design/span.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../session/locale.js';
import { sayLength } from '../words/span-words.js';
import { BuoySign, masteryMeaning, masteryWord } from './buoy.js';
import { TRACK, trackPath } from './fairway-path.js';
import './fairway.css';

type Buoy = output<typeof BuoySchema>;

interface Props {
  buoys: readonly Buoy[];
  /** What can be done about one, in what opens when it is tapped. */
  more?: (buoy: Buoy) => ReactNode;
  /** The exam is the harbour. Left out where only some buoys are shown. */
  harbour?: { examOn: string | null; action?: ReactNode };
}

/** Progress as a fairway: one buoy per competence, in words and as a drawing. */
export function Fairway({ buoys, harbour, more }: Props) {
  const rows = buoys.length + (harbour === undefined ? 0 : 1);
  return (
    <ol className="fairway">
      {buoys.map((buoy, row) => (
        <li key={buoy.competence}>
          <Track row={row} rows={rows}>
            <BuoySign state={buoy.state} />
          </Track>
          <details className="fairway-words fairway-more">
            <summary>
              <span lang="de">{buoy.title}</span>
              <span className={`fairway-state buoy-${buoy.state}`}>{masteryWord(buoy.state)}</span>
            </summary>
            <p className="small">{masteryMeaning(buoy.state)}</p>
            {buoy.state !== 'new' && <p className="soft small figures">{m.buoy_right({ right: buoy.right })}</p>}
            {more?.(buoy)}
          </details>
        </li>
      ))}
      {harbour !== undefined && <Harbour {...harbour} row={buoys.length} rows={rows} />}
    </ol>
  );
}

function Track({ row, rows, children }: { row: number; rows: number; children: ReactNode }) {
  return (
    <div className="fairway-track">
      <svg viewBox={`0 0 ${TRACK.width} ${TRACK.height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={trackPath(row, rows)} />
      </svg>
      <div className={row % 2 === 0 ? 'fairway-mark port' : 'fairway-mark starboard'}>{children}</div>
    </div>
  );
}

function Harbour({ examOn, action, row, rows }: { examOn: string | null; action?: ReactNode; row: number; rows: number }) {
  const locale = useLocale();
  return (
    <li>
      <Track row={row} rows={rows}>
        <span className="harbour">
          <Anchor aria-hidden size={20} />
        </span>
      </Track>
      <div className="fairway-words">
        <span>{m.exam()}</span>
        <span className="soft">{examOn === null ? m.exam_open() : `${formatDate(examOn, locale)}${untilExam(examOn)}`}</span>
        {action}
      </div>
    </li>
  );
}

function untilExam(examOn: string): string {
  const today = new Date();
  const days = daysUntil(examOn, today);
  if (days < 0) return '';
  return ` · ${days === 0 ? m.exam_today() : m.exam_left({ length: sayLength(spanBetween(germanDay(today), examOn)) })}`;
}

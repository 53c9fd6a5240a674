import { useRef } from 'react';
import { m } from '../../../paraglide/messages.js';
import { Prose } from '../../prose/prose.js';
import { later } from '../../state/later.js';
import { type BodyOf, Mark, type Marks, type PartVerdict, type PlayerProps, solutionOf } from './player.js';

type Gap = BodyOf<'cloze'>['gaps'][number];

const WordTiles = later(() => import('./word-tiles.js'));

/** A text with fields in its lines, and tiles where words are given. Each field says which gap it is; the phone neither corrects nor capitalises. */
export default function Cloze({ body, level, value, onChange, locked, marks, onTerm, fixed = [] }: PlayerProps<'cloze'>) {
  const filled = value?.gaps ?? {};
  const text = level === 'plain' ? body.text.plain : body.text.standard;
  const last = useRef<string | null>(null);
  function fill(id: string, word: string) {
    if (fixed.includes(id)) return; // a tile taps on the gap that was last in focus
    onChange({ kind: 'cloze', gaps: { ...filled, [id]: word } });
  }
  function drawGap(id: string) {
    const at = body.gaps.findIndex((gap) => gap.id === id);
    const gap = body.gaps[at];
    if (gap === undefined) return null;
    const label = m.gap_of({ number: at + 1, total: body.gaps.length });
    const shared = { gap, label, text: filled[id] ?? '', locked: locked || fixed.includes(id), verdict: marks?.parts[id] ?? null };
    const field = <GapField {...shared} onFill={(word) => fill(id, word)} onFocus={() => (last.current = id)} />;
    if (body.gaps.length === 1) return field;
    return (
      <span className="gap-box">
        <sup aria-hidden>{at + 1}</sup>
        {field}
      </span>
    );
  }
  return (
    <div className="cloze stack">
      <Prose value={text} gap={drawGap} onTerm={onTerm} />
      {body.words !== undefined && !locked && <WordTiles body={body} text={text} filled={filled} lastRef={last} onFill={fill} />}
      {marks !== null && <GapList gaps={body.gaps} parts={marks.parts} solution={solutionOf(marks, 'cloze')?.gaps ?? null} />}
    </div>
  );
}

interface GapProps {
  gap: Gap;
  label: string;
  text: string;
  locked: boolean;
  verdict: PartVerdict | null;
  onFill: (text: string) => void;
  onFocus: () => void;
}

function GapField({ gap, label, text, locked, verdict, onFill, onFocus }: GapProps) {
  const look = verdict === null ? 'gap' : `gap gap-${verdict}`;
  if (gap.input === 'select') {
    return (
      <select className={look} aria-label={label} value={text} disabled={locked} onChange={(event) => onFill(event.target.value)}>
        <option value="">{m.gap_choose()}</option>
        {(gap.options ?? []).map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      className={look}
      type="text"
      lang="de"
      aria-label={label}
      autoCapitalize="off"
      autoCorrect="off"
      autoComplete="off"
      spellCheck={false}
      maxLength={120}
      value={text}
      readOnly={locked}
      onFocus={onFocus}
      onChange={(event) => onFill(event.target.value)}
    />
  );
}

/** The verdicts in words, below the text where there is room for them. */
function GapList({ gaps, parts, solution }: { gaps: readonly Gap[]; parts: Marks['parts']; solution: Record<string, string> | null }) {
  return (
    <ul className="gap-list">
      {gaps.map((gap, i) => {
        const verdict = parts[gap.id];
        return (
          <li key={gap.id}>
            <span className="soft">{m.gap_number({ number: i + 1 })}</span>
            {verdict !== undefined && <Mark verdict={verdict} />}
            {solution !== null && verdict !== 'right' && <strong lang="de">{solution[gap.id]}</strong>}
          </li>
        );
      })}
    </ul>
  );
}

import { m } from '../../../paraglide/messages.js';
import { Prose } from '../../prose/prose.js';
import { Mark, type PlayerProps, solutionOf } from './player.js';

/** Pieces of the text are buttons that stay pressed; how many are wanted is told. Below it stand the verdicts in words. */
export default function HotText({ body, level, value, onChange, locked, marks, labelledBy, onTerm }: PlayerProps<'hot-text'>) {
  const chosen = value?.spots ?? [];
  const solution = solutionOf(marks, 'hot-text')?.spots ?? null;
  const textOf = (spot: (typeof body.spots)[number]): string => (level === 'plain' ? spot.textPlain : spot.text);
  function toggle(id: string) {
    onChange({ kind: 'hot-text', spots: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] });
  }
  function drawSpot(id: string) {
    const spot = body.spots.find((one) => one.id === id);
    if (spot === undefined) return null;
    const verdict = marks?.parts[id];
    const look = ['spot', verdict === undefined ? '' : `gap-${verdict}`, solution?.includes(id) === true ? 'gap-right' : ''].join(' ').trim();
    return (
      <button type="button" lang="de" className={look} aria-pressed={chosen.includes(id)} aria-disabled={locked} onClick={() => !locked && toggle(id)}>
        {textOf(spot)}
      </button>
    );
  }
  const judged = body.spots.filter((spot) => marks?.parts[spot.id] !== undefined || solution?.includes(spot.id) === true);
  return (
    <div className="hot-text stack stack-8" role="group" aria-labelledby={labelledBy}>
      <p className={chosen.length > body.pick ? 'picked picked-over' : 'picked'} role="status">
        {m.spots_picked({ chosen: chosen.length, pick: body.pick })}
      </p>
      <Prose value={level === 'plain' ? body.text.plain : body.text.standard} gap={drawSpot} onTerm={onTerm} />
      {judged.length > 0 && (
        <ul className="gap-list">
          {judged.map((spot) => {
            const verdict = marks?.parts[spot.id];
            return (
              <li key={spot.id}>
                <span lang="de">„{textOf(spot)}“</span>
                <Mark verdict={verdict ?? 'wrong'} word={verdict === undefined ? m.spot_missed() : undefined} />
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

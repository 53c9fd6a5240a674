import type { PhasePeriod } from '#lotse/contract';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import { phaseOptions } from './words.js';

/** Stretches of a participation; an empty end means as long as the participation runs. */
export function PhasesField({ phases, onChange }: { phases: PhasePeriod[]; onChange: (phases: PhasePeriod[]) => void }) {
  const set = (at: number, more: Partial<PhasePeriod>) => onChange(phases.map((one, i) => (i === at ? { ...one, ...more } : one)));
  return (
    <fieldset className="stack stack-8">
      <legend className="field-label">{m.of_phases()}</legend>
      {phases.map((phase, i) => (
        <div key={i} className="phase-row">
          <ChoiceField legend={m.of_phase_n({ n: i + 1 })} value={phase.phase} options={phaseOptions()} onChange={(value) => set(i, { phase: value })} />
          <Field label={m.of_from()} type="date" required value={phase.startsOn} onChange={(startsOn) => set(i, { startsOn })} />
          <Field label={m.of_until()} type="date" value={phase.endsOn ?? ''} onChange={(endsOn) => set(i, { endsOn: endsOn || null })} />
          {phases.length > 1 && (
            <Button look="quiet" aria-label={m.of_phase_remove({ n: i + 1 })} onClick={() => onChange(phases.filter((_, at) => at !== i))}>
              {m.of_remove()}
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...phases, { phase: 'ACCOMPANYING_PHASE', startsOn: '', endsOn: null }])}>{m.of_phase_add()}</Button>
      </div>
    </fieldset>
  );
}

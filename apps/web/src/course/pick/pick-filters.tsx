import { Select } from '../../kit/form/select.js';
import { m } from '../../paraglide/messages.js';
import { offered, type PickModule, type PickWish } from './fitting.js';

interface Props {
  modules: readonly PickModule[];
  wish: PickWish;
  onChange: (change: Partial<PickWish>) => void;
}

/** Narrows the list at once. A filter with nothing to choose from is not shown. */
export function PickFilters({ modules, wish, onChange }: Props) {
  const { occupations, levels, minutes } = offered(modules);
  return (
    <form className="pick-filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <label className="field pick-search">
        <span className="field-label">{m.pick_search()}</span>
        <input className="input" type="search" maxLength={80} autoComplete="off" value={wish.q} onChange={(event) => onChange({ q: event.target.value })} />
      </label>
      {occupations.length > 0 && (
        <Select
          label={m.pick_occupation()}
          value={wish.occupation}
          options={[['', m.pick_all_occupations()], ...occupations.map((one): [string, string] => [one, one])]}
          onChange={(occupation) => onChange({ occupation })}
        />
      )}
      {levels.length > 1 && (
        <Select
          label={m.pick_level()}
          value={wish.cefr}
          options={[['', m.pick_all_levels()], ...levels.map((level): [string, string] => [level, m.pick_up_to_level({ level })])]}
          onChange={(cefr) => onChange({ cefr })}
        />
      )}
      {minutes.length > 0 && (
        <Select
          label={m.pick_minutes()}
          value={String(wish.minutes)}
          options={[['0', m.pick_any_length()], ...minutes.map((one): [string, string] => [String(one), m.pick_up_to_minutes({ minutes: one })])]}
          onChange={(value) => onChange({ minutes: Number(value) })}
        />
      )}
    </form>
  );
}

import { m } from '../../paraglide/messages.js';
import type { Inbox, Wish } from './wish.js';

interface Props {
  inbox: Inbox;
  wish: Wish;
  onChange: (wish: Wish) => void;
}

/** By state, unit and person. */
export function InboxFilters({ inbox, wish, onChange }: Props) {
  const put = ({ unitId = wish.unitId, personId = wish.personId, state = wish.state }: Partial<Wish>) =>
    onChange({ state, ...(unitId ? { unitId } : {}), ...(personId ? { personId } : {}) });
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <Select
        label={m.mk_state()}
        value={wish.state}
        options={[
          ['waiting', m.mk_state_waiting()],
          ['marked', m.mk_state_marked()],
        ]}
        onChange={(state) => put({ state: state === 'marked' ? 'marked' : 'waiting' })}
      />
      <Select
        label={m.mk_unit()}
        value={wish.unitId ?? ''}
        options={[['', m.mk_all_units()], ...inbox.units.map(({ unitId, title }): [string, string] => [unitId, title])]}
        onChange={(unitId) => put({ unitId })}
      />
      <Select
        label={m.mk_person()}
        value={wish.personId ?? ''}
        options={[['', m.mk_all_people()], ...inbox.people.map(({ personId, name }): [string, string] => [personId, name])]}
        onChange={(personId) => put({ personId })}
      />
    </form>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}

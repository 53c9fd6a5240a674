import { useWide } from '../../kit/design/use-wide.js';
import { Select } from '../../kit/form/select.js';
import { m } from '../../paraglide/messages.js';
import type { Inbox, Wish } from './wish.js';

interface Props {
  inbox: Inbox;
  wish: Wish;
  onChange: (wish: Wish) => void;
}

/** By state, unit and person. On a phone they are one line that opens: the answers come first. */
export function InboxFilters(props: Props) {
  const wide = useWide();
  if (wide) return <FilterForm {...props} />;
  const { state, unitId, personId } = props.wish;
  const isOn = state !== 'waiting' || unitId !== undefined || personId !== undefined;
  return (
    <details className="fold filters-fold">
      <summary>
        {m.mk_filter()}
        {isOn && <span className="badge badge-accent">{m.filter_on()}</span>}
      </summary>
      <FilterForm {...props} />
    </details>
  );
}

function FilterForm({ inbox, wish, onChange }: Props) {
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
        onChange={(state) => put({ state })}
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

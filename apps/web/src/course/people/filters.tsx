import { useEffect, useRef, useState } from 'react';
import { useWide } from '../../kit/design/use-wide.js';
import { Select } from '../../kit/form/select.js';
import { m } from '../../paraglide/messages.js';
import type { Roster } from './shapes.js';
import { isFiltered, type RosterWish } from './roster-query.js';
import { STATE_LOOK, type RosterState } from './unit-state.js';

interface Props {
  units: Roster['units'];
  wish: RosterWish;
  onChange: (change: Partial<RosterWish>) => void;
}

const SORTS: readonly [RosterWish['sort'], () => string][] = [
  ['help', m.sort_help],
  ['name', m.sort_name],
  ['last-seen', m.sort_last_seen],
  ['grade', m.sort_grade],
];

/** On a phone the filters are one line that opens: the people come first. */
export function Filters(props: Props) {
  const wide = useWide();
  if (wide) return <FilterForm {...props} />;
  return (
    <details className="fold filters-fold">
      <summary>
        {m.filter_and_sort()}
        {isFiltered(props.wish) && <span className="badge badge-accent">{m.filter_on()}</span>}
      </summary>
      <FilterForm {...props} />
    </details>
  );
}

function FilterForm({ units, wish, onChange }: Props) {
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField q={wish.q} onSearch={(q) => onChange({ q })} />
      <Select
        label={m.filter_unit()}
        value={wish.unitId}
        onChange={(unitId) => onChange({ unitId })}
        options={[['', m.all_units()], ...units.map((unit): [string, string] => [unit.unitId, unit.title])]}
      />
      <Select
        label={m.filter_state()}
        value={wish.state}
        onChange={(state) => onChange({ state })}
        options={[['', m.all_states()], ...(Object.keys(STATE_LOOK) as RosterState[]).map((state): [string, string] => [state, STATE_LOOK[state].word()])]}
      />
      <Select
        label={m.sort_by()}
        value={wish.sort}
        onChange={(sort) => onChange({ sort, dir: 'asc' })}
        options={SORTS.map(([sort, say]): [RosterWish['sort'], string] => [sort, say()])}
      />
    </form>
  );
}

/** Searches a moment after the last key, so that not every letter asks the server. */
function SearchField({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const [text, setText] = useState(q);
  const [known, setKnown] = useState({ q, asked: q });
  const search = useRef(onSearch);
  if (q !== known.q) {
    setKnown({ q, asked: q });
    if (q !== known.asked) setText(q); // cleared or changed elsewhere, not the echo of what was typed here
  }
  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => {
    if (text === known.asked) return undefined;
    const pause = window.setTimeout(() => {
      setKnown((old) => ({ ...old, asked: text }));
      search.current(text);
    }, 300);
    return () => window.clearTimeout(pause);
  }, [text, known.asked]);
  return (
    <div className="field">
      <label htmlFor="q">{m.search_name()}</label>
      <input id="q" className="input" type="search" maxLength={80} autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}

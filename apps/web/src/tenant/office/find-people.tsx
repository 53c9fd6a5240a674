import { useState, type ReactNode } from 'react';
import { ChoiceField, Field } from '../../kit/form/form.js';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';

export interface Find {
  q: string;
  state: 'current' | 'ended' | 'all';
}

/** Finds participations by name and by whether they run; `children` are further choices. */
export function FindPeople({ find, onFind, children }: { find: Find; onFind: (more: Partial<Find>) => void; children?: ReactNode }) {
  const [q, setQ] = useState(find.q);
  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        onFind({ q: q.trim() });
      }}
    >
      <div className="row find">
        <Field label={m.of_search()} type="search" value={q} maxLength={80} onChange={setQ} />
        <Button type="submit">{m.acc_find_go()}</Button>
      </div>
      <ChoiceField
        legend={m.of_show()}
        value={find.state}
        options={[
          ['current', m.of_show_current()],
          ['ended', m.of_show_ended()],
          ['all', m.of_show_all()],
        ]}
        onChange={(state) => onFind({ state })}
      />
      {children}
    </form>
  );
}

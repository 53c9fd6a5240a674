import { useState } from 'react';
import { officePeople } from '#lotse/contract';
import { Field } from '../../kit/form/form.js';
import { useTenantLoad } from '../../kit/frame/use-tenant-load.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { m } from '../../paraglide/messages.js';
import { Loaded } from './loaded.js';

interface Props {
  tenantId: string;
  personId: string | null;
  name: string | null;
  onChange: (personId: string | null) => void;
}

/** Which login of the learning platform belongs to this participation. A person decides it, never a name or an address alone. */
export function LoginField({ tenantId, personId, name: known, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(known);
  function choose(id: string | null, name: string | null) {
    setChosen(name);
    setOpen(false);
    onChange(id);
  }
  return (
    <div className="field">
      <span className="field-label">{m.of_trainee_login()}</span>
      <span className="soft small">{m.of_trainee_login_hint()}</span>
      <div className="row">
        <span>{personId === null ? m.of_login_none() : chosen}</span>
        <Button onClick={() => setOpen(true)}>{personId === null ? m.of_choose() : m.of_choose_other()}</Button>
        {personId !== null && (
          <Button look="quiet" onClick={() => choose(null, null)}>
            {m.of_unlink()}
          </Button>
        )}
      </div>
      <Sheet title={m.of_trainee_login()} open={open} onClose={() => setOpen(false)}>
        <Search tenantId={tenantId} onChoose={choose} />
      </Sheet>
    </div>
  );
}

function Search({ tenantId, onChoose }: { tenantId: string; onChoose: (personId: string, name: string) => void }) {
  const [q, setQ] = useState('');
  const found = useTenantLoad(`trainees ${q}`, (signal) =>
    call(officePeople, { params: { tenantId }, query: { kind: 'trainee', q: q.trim(), size: 20 }, signal }),
  );
  return (
    <div className="stack">
      <Field label={m.of_search()} type="search" value={q} maxLength={80} onChange={setQ} autoFocus />
      <Loaded load={found}>
        {({ rows, total }) => (
          <>
            <p className="soft small" role="status">
              {total === 0 ? m.of_nobody_found() : m.of_found({ count: total })}
            </p>
            <ul className="stack stack-8">
              {rows.map((one) => (
                <li key={one.personId}>
                  <Button wide onClick={() => onChoose(one.personId, one.name)}>
                    {one.name}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </div>
  );
}

import { addGroup, archiveGroup, changeGroup, group, groupPeople, groups, offerGroup, type GroupRow } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Sheet } from '../../kit/design/sheet.js';
import { Waiting } from '../../kit/design/states.js';
import { useUnsaved } from '../../kit/design/unsaved.js';
import { Field, Form, Refused, useSend } from '../../kit/form/form.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';

/** Stored lists of people of the course: they decide who is expected. */
export function GroupsCard() {
  const { enrolmentId } = useSession();
  const list = useLoad('groups', (signal) => call(groups, { params: { enrolmentId }, query: { size: 100 }, signal }));
  const archived = useLoad('archived groups', (signal) => call(groups, { params: { enrolmentId }, query: { size: 100, which: 'archived' }, signal }));
  const [open, setOpen] = useState<GroupRow | 'new' | null>(null);
  const look = () => {
    list.look();
    archived.look();
  };
  const done = () => {
    setOpen(null);
    look();
  };
  const rows = list.value?.rows ?? [];
  return (
    <section className="card stack" aria-labelledby="groups">
      <h2 id="groups">{m.hr_groups()}</h2>
      {list.value !== null && rows.length === 0 && <p className="soft">{m.hr_groups_none()}</p>}
      <ul className="lines">
        {rows.map((one) => (
          <li key={one.groupId} className="row row-apart">
            <span>
              {m.hr_group_of({ name: one.name, count: one.people })}{' '}
              {one.isTooLarge && <span className="badge badge-amber">{m.hr_too_large({ people: one.people, limit: one.limit ?? 0 })}</span>}
            </span>
            <Button onClick={() => setOpen(one)}>{m.hr_change()}</Button>
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={() => setOpen('new')}>{m.hr_group_add()}</Button>
      </div>
      <Archived rows={archived.value?.rows ?? []} onOffered={look} />
      <Sheet
        title={open === 'new' || open === null ? m.hr_group_add() : m.hr_group_change({ name: open.name })}
        open={open !== null}
        onClose={() => setOpen(null)}
      >
        {open !== null && <GroupForm key={open === 'new' ? 'new' : open.groupId} of={open === 'new' ? null : open} onDone={done} />}
      </Sheet>
    </section>
  );
}

/** What is offered no more, folded away under the groups in use. */
function Archived({ rows, onOffered }: { rows: readonly GroupRow[]; onOffered: () => void }) {
  const { enrolmentId } = useSession();
  const { busy, problem, send } = useSend();
  if (rows.length === 0) return null;
  const offer = (groupId: string) => send(() => call(offerGroup, { params: { enrolmentId, groupId }, body: {} }).then(onOffered));
  return (
    <details className="fold">
      <summary>{m.hr_group_archived({ count: rows.length })}</summary>
      {problem !== null && <Refused problem={problem} />}
      <ul className="lines">
        {rows.map((one) => (
          <li key={one.groupId} className="row row-apart">
            <span>{m.hr_group_of({ name: one.name, count: one.people })}</span>
            <Button aria-label={m.hr_group_offer_one({ group: one.name })} aria-disabled={busy} onClick={() => offer(one.groupId)}>
              {m.hr_group_offer()}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function GroupForm({ of, onDone }: { of: GroupRow | null; onDone: () => void }) {
  const { enrolmentId } = useSession();
  const people = useLoad('group people', (signal) => call(groupPeople, { params: { enrolmentId }, query: { size: 100 }, signal }));
  const known = useLoad(`group ${of?.groupId ?? ''}`, (signal) =>
    of === null ? Promise.resolve(null) : call(group, { params: { enrolmentId, groupId: of.groupId }, signal }),
  );
  const [name, setName] = useState(of?.name ?? '');
  const [changed, setChanged] = useState<string[] | null>(null);
  useUnsaved({ name, changed });
  if (people.value === null || known.busy) return <Waiting />;
  const chosen = changed ?? known.value?.members.map((one) => one.personId) ?? [];
  const toggle = (id: string) => setChanged(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  async function save() {
    const body = { name, personIds: chosen };
    if (of === null) await call(addGroup, { params: { enrolmentId }, body });
    else await call(changeGroup, { params: { enrolmentId, groupId: of.groupId }, body });
    onDone();
  }
  const archive = of && (
    <Button look="quiet" onClick={() => void call(archiveGroup, { params: { enrolmentId, groupId: of.groupId }, body: {} }).then(onDone)}>
      {m.hr_group_archive()}
    </Button>
  );
  return (
    <Form submit={m.hr_save()} onSubmit={save} more={archive}>
      <Field label={m.hr_group_name()} value={name} required maxLength={120} onChange={setName} />
      <fieldset className="stack stack-4">
        <legend>{m.hr_group_people()}</legend>
        {people.value.rows.map((one) => (
          <label key={one.personId} className="hour-tick">
            <input type="checkbox" checked={chosen.includes(one.personId)} onChange={() => toggle(one.personId)} />
            {one.name}
          </label>
        ))}
      </fieldset>
    </Form>
  );
}

import { useState } from 'react';
import { renamePlatform } from '#lotse/contract';
import { Field, Form } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import type { PartProps } from './parts.js';

/** A platform that registered itself came with a name of its own; here it gets the one people know it by. */
export function RenamePlatform({ at, platform, onChange }: PartProps) {
  const [name, setName] = useState(platform.name);
  const [done, setDone] = useState(false);
  async function submit() {
    setDone(false);
    await call(renamePlatform, { params: at, body: { name } });
    setDone(true);
    onChange();
  }
  return (
    <section className="card stack" aria-labelledby="rename-title">
      <h2 id="rename-title">{m.pf_rename()}</h2>
      <Form look="plain" submit={m.acc_save()} onSubmit={submit}>
        <Field label={m.pf_name()} hint={m.pf_name_hint()} required maxLength={120} value={name} onChange={setName} />
        {done && <Note role="status">{m.pf_renamed()}</Note>}
      </Form>
    </section>
  );
}

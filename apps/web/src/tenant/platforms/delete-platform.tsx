import { useState } from 'react';
import { deletePlatform } from '#lotse/contract';
import { Field, Form } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { m } from '../../paraglide/messages.js';
import type { PartProps } from './parts.js';

/** Says what hangs on the platform and what goes for good; the name typed in is the sign that it was read. */
export function DeletePlatform({ at, platform, onGone }: PartProps & { onGone: () => void }) {
  const [name, setName] = useState('');
  const { courses, people, links, gradesOwed } = platform.holds;
  return (
    <section className="card stack" aria-labelledby="delete-title">
      <h2 id="delete-title">{m.pf_delete_title()}</h2>
      <details className="fold">
        <summary>{m.pf_delete_what()}</summary>
        <div className="stack">
          <ul className="dotted">
            <li>{m.pf_delete_keys()}</li>
            <li>{m.pf_delete_sessions()}</li>
            <li>{m.pf_delete_learnt()}</li>
          </ul>
          <dl className="facts">
            <dt>{m.pf_holds_courses()}</dt>
            <dd>{courses}</dd>
            <dt>{m.pf_holds_people()}</dt>
            <dd>{people}</dd>
            <dt>{m.pf_holds_links()}</dt>
            <dd>{links}</dd>
            <dt>{m.pf_holds_grades()}</dt>
            <dd>{gradesOwed}</dd>
          </dl>
          <Form
            look="plain"
            submit={m.pf_delete_yes()}
            onSubmit={async () => {
              await call(deletePlatform, { params: at, body: { name } });
              onGone();
            }}
          >
            <Field
              label={m.pf_delete_name({ name: platform.name })}
              required
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={name}
              onChange={setName}
            />
          </Form>
        </div>
      </details>
    </section>
  );
}

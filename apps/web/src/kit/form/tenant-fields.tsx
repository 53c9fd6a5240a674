import { m } from '../../paraglide/messages.js';
import { Field } from './form.js';

export interface TenantWish {
  kind: 'provider' | 'school';
  name: string;
}

export function TenantFields({ wish, onChange }: { wish: TenantWish; onChange: (wish: TenantWish) => void }) {
  const kinds = [
    ['provider', m.acc_kind_provider()],
    ['school', m.acc_kind_school()],
  ] as const;
  return (
    <>
      <fieldset className="stack stack-8 account-way">
        <legend className="field-label">{m.acc_kind()}</legend>
        {kinds.map(([kind, word]) => (
          <label key={kind} className="choice">
            <input type="radio" name="kind" checked={wish.kind === kind} onChange={() => onChange({ ...wish, kind })} />
            {word}
          </label>
        ))}
      </fieldset>
      <Field
        label={m.acc_tenant_name()}
        hint={m.acc_tenant_name_hint()}
        required
        maxLength={120}
        value={wish.name}
        onChange={(name) => onChange({ ...wish, name })}
      />
    </>
  );
}

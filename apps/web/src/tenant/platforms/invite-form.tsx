import { useState } from 'react';
import { invitePlatform } from '#lotse/contract';
import { ChoiceField, Form } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { m } from '../../paraglide/messages.js';
import { keepLink } from './invite-links.js';

const DAYS = ['1', '7', '14', '30'] as const;
type Names = 'yes' | 'no';

/** Nothing is chosen beforehand: what is asked for here holds for the tool for good. */
export function InviteForm({ tenantId, onMade }: { tenantId: string; onMade: (inviteId: string) => void }) {
  const [names, setNames] = useState<Names | null>(null);
  const [days, setDays] = useState<(typeof DAYS)[number]>('7');
  async function submit() {
    const { inviteId, link } = await call(invitePlatform, { params: { tenantId }, body: { askNames: names === 'yes', days: Number(days) } });
    keepLink(inviteId, link);
    onMade(inviteId);
  }
  const options: [Names, string, string][] = [
    ['yes', m.pf_names_yes(), m.pf_names_yes_text()],
    ['no', m.pf_names_no(), m.pf_names_no_text()],
  ];
  return (
    <Form submit={m.pf_make_link()} onSubmit={submit}>
      <fieldset className="stack stack-8 account-way">
        <legend className="field-label">{m.pf_names()}</legend>
        {options.map(([value, word, text]) => (
          <label key={value} className="choice">
            <input type="radio" name="names" required checked={names === value} onChange={() => setNames(value)} />
            <span className="choice-words">
              <span>{word}</span>
              <span className="soft small">{text}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="soft small">{m.pf_names_for_good()}</p>
      <ChoiceField legend={m.pf_link_for()} value={days} options={DAYS.map((count) => [count, m.pf_days({ count: Number(count) })])} onChange={setDays} />
    </Form>
  );
}

import { useState } from 'react';
import { takeOverPlatform } from '#lotse/contract';
import { Refused, useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatMoment } from '../../kit/design/format.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import type { PartProps } from './parts.js';

/** Another registration of the same platform still holds courses: the tool was deleted there and invited anew. */
export function Twins({ at, platform, onChange }: PartProps) {
  const locale = useLocale();
  const { busy, problem, send } = useSend();
  const [taken, setTaken] = useState<number | null>(null);
  const take = async (from: string) => {
    const { courses } = await call(takeOverPlatform, { params: at, body: { from } });
    setTaken(courses);
    onChange();
  };
  if (platform.twins.length === 0 && taken === null) return null;
  return (
    <section className="card stack" aria-labelledby="twins-title">
      <h2 id="twins-title">{m.pf_twins_title()}</h2>
      {platform.twins.length > 0 && <p>{m.pf_twins_text()}</p>}
      {problem !== null && <Refused problem={problem} />}
      <p role="status">{taken === null ? '' : m.pf_twins_taken({ courses: taken })}</p>
      <ul className="stack stack-8">
        {platform.twins.map((twin) => (
          <li key={twin.id} className="stack stack-4">
            <span id={`twin-${twin.id}`}>{m.pf_twins_of({ name: twin.name, client: twin.clientId, courses: twin.courses })}</span>
            <span className="soft small">{twin.heardAt === null ? m.pf_heard_never() : m.pf_heard({ date: formatMoment(twin.heardAt, locale) })}</span>
            {twin.isClientUnknown && <span className="badge badge-wrong">{m.pf_client_unknown()}</span>}
            <div>
              <Button aria-disabled={busy} aria-describedby={`twin-${twin.id}`} onClick={() => send(() => take(twin.id))}>
                {m.pf_twins_take()}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { endCalendar, myCalendar, renewCalendar } from '#lotse/contract';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { formatDate } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import '../../kit/words/more-problems.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';

/** The address under which a calendar program reads one's hours. It is shown once. */
export function CalendarCard() {
  const locale = useLocale();
  const state = useLoad('calendar', (signal) => call(myCalendar, { signal }));
  const [url, setUrl] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  if (state.value === null) return null;
  const { since } = state.value;
  const act = (work: Promise<string | null>) => {
    setFault(null);
    setTold(null);
    work.then(
      (made) => {
        setUrl(made);
        state.look();
      },
      (error: unknown) => setFault(sayProblem(error)),
    );
  };
  const make = () => act(call(renewCalendar, { body: {} }).then((made) => made.url));
  const end = () => act(call(endCalendar, { body: {} }).then(() => null));
  const copy = () => void navigator.clipboard.writeText(url ?? '').then(() => setTold(m.hr_copied()));
  return (
    <section className="card stack" aria-labelledby="calendar">
      <h2 id="calendar">{m.hr_cal()}</h2>
      <p className="measure">{m.hr_cal_text()}</p>
      {url !== null && (
        <div className="stack stack-8">
          <Note>{m.hr_cal_once()}</Note>
          <input className="input" readOnly value={url} aria-label={m.hr_cal()} onFocus={(event) => event.currentTarget.select()} />
          <div className="row">
            <Button onClick={copy}>{m.hr_copy()}</Button>
            <span role="status">{told}</span>
          </div>
        </div>
      )}
      {url === null && since !== null && <p>{m.hr_cal_since({ at: formatDate(since, locale) })}</p>}
      <div className="row">
        <Button onClick={make}>{since === null ? m.hr_cal_make() : m.hr_cal_renew()}</Button>
        {since !== null && (
          <Button look="quiet" onClick={end}>
            {m.hr_cal_end()}
          </Button>
        )}
      </div>
      {fault !== null && (
        <Note look="wrong" role="alert">
          {fault}
        </Note>
      )}
    </section>
  );
}

import { myHours, stateOnHour, type OwnHour } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useId, useState } from 'react';
import { pathTo } from '../../kit/address/addresses.js';
import { Link } from '../../kit/address/nav.js';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Paging } from '../../kit/design/paging.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { LEARNING_PLACES, saySpan, STATUS } from '../../kit/hours/hour-words.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { CalendarCard } from './calendar-card.js';
import '../start/start.css';

const SIZE = 10;

/** A trainee's own hours as a tutor confirmed them, and what they say to each. */
export default function HoursPage() {
  const { registrationId, enrolmentId } = useSession();
  const [page, setPage] = useState(1);
  const list = useLoad(`hours ${page}`, (signal) => call(myHours, { query: { page, size: SIZE }, signal }));
  const lead = (
    <Link className="link-row" href={pathTo('start', { reg: registrationId, enr: enrolmentId }, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.overview()}
    </Link>
  );
  if (list.value === null)
    return (
      <Page title={m.hr_mine()} lead={lead}>
        {list.problem === null ? <Waiting /> : <Failed problem={list.problem} onRetry={list.reload} />}
      </Page>
    );
  const { rows, total, open } = list.value;
  return (
    <Page title={m.hr_mine()} lead={lead}>
      <div className="stack stack-24">
        <div className="row row-apart">
          <PageHeading>{m.hr_mine()}</PageHeading>
          {open > 0 && <span className="badge badge-amber">{m.hr_mine_open({ count: open })}</span>}
        </div>
        {rows.length === 0 && (
          <Empty title={m.hr_mine_none_title()}>
            <p>{m.hr_mine_none()}</p>
          </Empty>
        )}
        <ul className="stack">
          {rows.map((row) => (
            <Hour key={row.recordId} hour={row} onSaid={list.look} />
          ))}
        </ul>
        <Paging page={page} size={SIZE} total={total} onPage={setPage} />
        <CalendarCard />
      </div>
    </Page>
  );
}

function Hour({ hour, onSaid }: { hour: OwnHour; onSaid: () => void }) {
  const locale = useLocale();
  const what = [
    STATUS[hour.status](),
    hour.learningPlace && LEARNING_PLACES[hour.learningPlace](),
    hour.minutes > 0 && `${m.hr_min({ count: hour.minutes })} · ${m.hr_units_of({ count: hour.lessonUnits })}`,
  ];
  return (
    <li className="card stack stack-8">
      <div>
        <strong>{hour.roomTitle}</strong>
        <br />
        <span className="soft">{saySpan(hour, locale)}</span>
      </div>
      <span>{what.filter(Boolean).join(' · ')}</span>
      {hour.corrects !== null && <Note>{m.hr_corrects({ because: hour.corrects.because })}</Note>}
      <Answer hour={hour} onSaid={onSaid} />
    </li>
  );
}

function Answer({ hour: { recordId, statement }, onSaid }: { hour: OwnHour; onSaid: () => void }) {
  const [asks, setAsks] = useState(statement === null);
  const [objects, setObjects] = useState(false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const id = useId();
  function say(agrees: boolean) {
    setFault(null);
    call(stateOnHour, { params: { recordId }, body: { agrees, text: agrees ? null : text.trim() || null } }).then(
      () => {
        setAsks(false);
        setObjects(false);
        onSaid();
      },
      (error: unknown) => setFault(sayProblem(error)),
    );
  }
  if (!asks && statement !== null)
    return (
      <div className="row row-apart">
        <span role="status">{statement.agrees ? m.hr_mine_said_yes() : m.hr_mine_said_no({ text: statement.text ?? '' })}</span>
        <Button look="quiet" onClick={() => setAsks(true)}>
          {m.hr_mine_again()}
        </Button>
      </div>
    );
  return (
    <div className="stack stack-8">
      <span className="soft">{m.hr_mine_right()}</span>
      {objects ? (
        <>
          <label htmlFor={id}>{m.hr_mine_what()}</label>
          <textarea id={id} className="input" rows={3} maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <div className="row">
            <Button look="main" onClick={() => say(false)}>
              {m.hr_mine_send()}
            </Button>
            <Button look="quiet" onClick={() => setObjects(false)}>
              {m.close()}
            </Button>
          </div>
        </>
      ) : (
        <div className="row">
          <Button onClick={() => say(true)}>{m.hr_mine_yes()}</Button>
          <Button look="quiet" onClick={() => setObjects(true)}>
            {m.hr_mine_no()}
          </Button>
        </div>
      )}
      {fault !== null && (
        <Note look="wrong" role="alert">
          {fault}
        </Note>
      )}
    </div>
  );
}

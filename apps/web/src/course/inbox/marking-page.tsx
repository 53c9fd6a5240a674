import { inboxAnswer } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { useState } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Link, navigate, useAddress, useSearch } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { formatMoment } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { Prose } from '../../kit/prose/prose.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { TaskStem } from '../../kit/task/task-stem.js';
import { m } from '../../paraglide/messages.js';
import { GivenAnswer } from './given-answer.js';
import { MarkForm } from './mark-form.js';
import { readWish, writeWish, type OneAnswer } from './wish.js';
import '../people/staff.css';
import '../people/person.css';
import '../../kit/task/task.css';
import './inbox.css';

/** One answer: what was asked, what was written, and the mark beside it. The next that waits is one key away. */
export default function MarkingPage() {
  const { registrationId, enrolmentId } = useSession();
  const { person: personId = '', answer: answerId = '' } = useAddress()?.values ?? {};
  const { wish } = readWish(useSearch());
  const [said, setSaid] = useState('');
  const here = { reg: registrationId, enr: enrolmentId };
  const page = useLoad(`marking ${answerId} ${writeWish(wish)}`, (signal) =>
    call(inboxAnswer, { params: { enrolmentId, personId, answerId }, query: wish, signal }),
  );
  const inbox = `${pathTo('inbox', here, {})}${writeWish(wish)}`;
  function goOn(next: OneAnswer['next'], news: string) {
    setSaid(news);
    if (next === null) navigate(inbox);
    else navigate(`${pathTo('marking', here, { person: next.personId, answer: next.answerId })}${writeWish(wish)}`);
    window.scrollTo({ top: 0 });
  }
  const lead = (
    <Link className="link-row" href={inbox}>
      <ArrowLeft aria-hidden size={20} />
      {m.mk_inbox()}
    </Link>
  );
  const shown = page.value?.answerId === answerId ? page.value : null;
  return (
    <Page title={m.mk_marking()} lead={lead} wide>
      <p role="status" className={said === '' ? 'unseen' : 'soft'}>
        {said}
      </p>
      {page.problem !== null && <Failed problem={page.problem} onRetry={page.reload} />}
      {page.problem === null && shown === null && <Waiting />}
      {shown !== null && <Marking key={answerId} one={shown} onNext={goOn} onReload={page.look} />}
    </Page>
  );
}

interface Props {
  one: OneAnswer;
  onNext: (next: OneAnswer['next'], said: string) => void;
  onReload: () => void;
}

function Marking({ one, onNext, onReload }: Props) {
  const locale = useLocale();
  return (
    <div className="stack stack-24">
      <div>
        <PageHeading>{one.name === '' ? m.no_name() : one.name}</PageHeading>
        <p className="soft">
          <span lang="de">{one.unit}</span> · <time dateTime={one.answer.at}>{m.mk_sent_at({ at: formatMoment(one.answer.at, locale) })}</time>
        </p>
      </div>
      <div className="marking">
        <div className="stack">
          <section className="card stack stack-8" aria-labelledby="asked">
            <h2 id="asked">{m.mk_task()}</h2>
            <TaskStem id="asked-stem" task={one.answer.task} level="standard" />
          </section>
          <GivenAnswer one={one} />
          <details className="fold">
            <summary>{m.mk_model()}</summary>
            <p className="written" lang="de">
              {one.model}
            </p>
            {one.answer.outcome.explanation !== undefined && <Prose value={one.answer.outcome.explanation.standard} />}
          </details>
        </div>
        <div className="stack">
          {one.closed === null ? (
            <MarkForm one={one} onNext={onNext} onReload={onReload} />
          ) : (
            <Note look="amber">{one.closed === 'left' ? m.mk_closed_left() : m.mk_closed_gone()}</Note>
          )}
        </div>
      </div>
    </div>
  );
}

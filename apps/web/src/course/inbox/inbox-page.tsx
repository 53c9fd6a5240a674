import { inboxPage } from '#lotse/contract';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Link, navigate, useSearch } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { Button } from '../../kit/design/button.js';
import { Empty, Note } from '../../kit/design/note.js';
import { Paging } from '../../kit/design/paging.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { InboxFilters } from './inbox-filters.js';
import { InboxList } from './inbox-list.js';
import { readWish, writeWish, type Inbox, type Wish } from './wish.js';
import '../people/staff.css';
import './inbox.css';

const PAGE_SIZE = 25;

/** Answers that people mark: those that wait, the oldest first, and those that are marked. */
export default function InboxPage() {
  const { registrationId, enrolmentId } = useSession();
  const { wish, page } = readWish(useSearch());
  const loaded = useLoad(`inbox ${enrolmentId} ${writeWish(wish, page)}`, (signal) =>
    call(inboxPage, { params: { enrolmentId }, query: { ...wish, page, size: PAGE_SIZE }, signal }),
  );
  const lead = (
    <Link className="link-row" href={pathTo('people', { reg: registrationId, enr: enrolmentId }, {})}>
      <ArrowLeft aria-hidden size={20} />
      {m.course()}
    </Link>
  );
  const { value, problem } = loaded;
  return (
    <Page title={m.mk_inbox()} lead={lead} wide>
      <div className="stack stack-24">
        <div>
          <PageHeading>{m.mk_inbox()}</PageHeading>
          <p className="soft">{m.mk_inbox_text()}</p>
        </div>
        {problem !== null && <Failed problem={problem} onRetry={loaded.reload} heading={false} />}
        {value === null && problem === null && <Waiting />}
        {value !== null && <InboxView inbox={value} wish={wish} busy={loaded.busy} />}
      </div>
    </Page>
  );
}

function InboxView({ inbox, wish, busy }: { inbox: Inbox; wish: Wish; busy: boolean }) {
  const { registrationId, enrolmentId } = useSession();
  const [oldest] = inbox.items;
  const show = (next: Wish, page = 1) => navigate(writeWish(next, page), { replace: true });
  return (
    <div className={busy ? 'stack busy' : 'stack'} aria-busy={busy}>
      {inbox.left > 0 && <Note>{inbox.left === 1 ? m.mk_left_one() : m.mk_left_many({ count: inbox.left })}</Note>}
      <InboxFilters inbox={inbox} wish={wish} onChange={show} />
      <div className="row row-apart">
        <p role="status" className="soft">
          {inbox.total === 1 ? m.mk_found_one() : m.mk_found_count({ count: inbox.total })}
        </p>
        {wish.state === 'waiting' && oldest !== undefined && inbox.page === 1 && (
          <Link
            className="button button-main"
            href={`${pathTo('marking', { reg: registrationId, enr: enrolmentId }, { person: oldest.personId, answer: oldest.answerId })}${writeWish(wish)}`}
          >
            {m.mk_start_marking()}
          </Link>
        )}
      </div>
      {inbox.items.length === 0 ? <Nothing wish={wish} onClear={() => show({ state: wish.state })} /> : <InboxList items={inbox.items} wish={wish} />}
      <Paging page={inbox.page} size={inbox.size} total={inbox.total} onPage={(page) => show(wish, page)} />
    </div>
  );
}

function Nothing({ wish, onClear }: { wish: Wish; onClear: () => void }) {
  if (wish.unitId !== undefined || wish.personId !== undefined)
    return (
      <Empty title={m.mk_empty_filter()}>
        <div>
          <Button onClick={onClear}>{m.mk_show_all()}</Button>
        </div>
      </Empty>
    );
  return (
    <Empty title={m.mk_empty_title()}>
      <p>{wish.state === 'waiting' ? m.mk_empty_text() : m.mk_empty_marked()}</p>
    </Empty>
  );
}

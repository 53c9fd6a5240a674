import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { formatMoment } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { m } from '../../paraglide/messages.js';
import { writeWish, type Inbox, type Wish } from './wish.js';

const KIND = { open: m.mk_kind_open, writing: m.mk_kind_writing, recording: m.mk_kind_recording };

/** One row each: whose it is, what it answers, since when it waits or what it got. The whole row opens it. */
export function InboxList({ items, wish }: { items: Inbox['items']; wish: Wish }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  return (
    <ol className="inbox-list">
      {items.map((item) => (
        <li key={item.answerId}>
          <Link
            className="inbox-row"
            href={`${pathTo('marking', { reg: registrationId, enr: enrolmentId }, { person: item.personId, answer: item.answerId })}${writeWish(wish)}`}
          >
            <span className="inbox-who">{item.name === '' ? m.no_name() : item.name}</span>
            <span className="inbox-what" lang="de">
              {item.stem}
            </span>
            <span className="soft small inbox-where">
              <span lang="de">{item.unit}</span> · {KIND[item.kind]()}
            </span>
            <span className="soft small figures inbox-when">
              {item.marked === null ? (
                <time dateTime={item.at}>{formatMoment(item.at, locale)}</time>
              ) : (
                <>
                  <strong>{m.mk_score({ percent: Math.round(item.marked.score * 100) })}</strong>
                  {' · '}
                  {item.marked.author === '' ? m.mk_someone() : item.marked.author}
                  {' · '}
                  <time dateTime={item.marked.at}>{formatMoment(item.marked.at, locale)}</time>
                </>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

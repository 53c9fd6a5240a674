import type { StartPage } from '#lotse/contract';
import MessageSquare from 'lucide-react/icons/message-square';
import type { output } from 'zod/mini';
import { Link } from '../../kit/address/nav.js';
import { pathTo } from '../../kit/address/addresses.js';
import { formatMoment } from '../../kit/design/format.js';
import { useLocale } from '../../kit/session/locale.js';
import { useSession } from '../../kit/session/session.js';
import { sayPlace } from '../../kit/words/place-words.js';
import { m } from '../../paraglide/messages.js';

type Said = output<typeof StartPage>['said'];

/** What a teacher wrote lately: it is seen here, also by somebody who never gets to the end of a unit. */
export function Said({ said }: { said: Said }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  return said.map(({ commentId, author, text, at, unitId, unit, task, place, isOpen }) => {
    const path = pathTo(isOpen ? 'task' : 'end', { reg: registrationId, enr: enrolmentId }, { unit: unitId });
    return (
      <section key={commentId} className="card stack stack-8" aria-labelledby={`said-${commentId}`}>
        <h2 id={`said-${commentId}`}>{m.said_title({ author })}</h2>
        <p className="soft small">
          {place === null ? m.said_where({ unit }) : m.said_where_task({ place: sayPlace(place), unit })} ·{' '}
          <time dateTime={at}>{formatMoment(at, locale)}</time>
        </p>
        <p className="comment-text">{text}</p>
        <div>
          <Link className="button" href={isOpen && task !== null ? `${path}?task=${task}` : path}>
            <MessageSquare aria-hidden size={18} />
            {task === null ? m.said_open_unit() : m.said_open()}
          </Link>
        </div>
      </section>
    );
  });
}

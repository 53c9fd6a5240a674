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

/** Answers that somebody has read lately: how many points, and the way to the comment. */
export default function Marked({ marked }: { marked: output<typeof StartPage>['marked'] }) {
  const { registrationId, enrolmentId } = useSession();
  const locale = useLocale();
  return marked.map(({ answerId, author, at, points, most, unitId, unit, task, place }) => (
    <section key={answerId} className="card stack stack-8" aria-labelledby={`marked-${answerId}`}>
      <h2 id={`marked-${answerId}`}>{author === '' ? m.mk_start_title_unknown() : m.mk_start_title({ author })}</h2>
      <p className="soft small">
        {m.mk_start_points({ points, most, place: sayPlace(place), unit })} · <time dateTime={at}>{formatMoment(at, locale)}</time>
      </p>
      <div>
        <Link className="button" href={`${pathTo('task', { reg: registrationId, enr: enrolmentId }, { unit: unitId })}?task=${task}`}>
          <MessageSquare aria-hidden size={18} />
          {m.mk_start_open()}
        </Link>
      </div>
    </section>
  ));
}

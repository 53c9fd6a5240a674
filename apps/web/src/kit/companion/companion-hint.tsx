import { Link } from '../address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useSession } from '../session/session.js';
import { useCompanionGone } from './gone.js';
import { toCompanionPages } from './to-companion-pages.js';

/** On the course page of somebody who is also companion: the way to their participants and reports. */
export default function CompanionHint() {
  const { ownTenant } = useSession();
  const isGone = useCompanionGone();
  if (ownTenant === null || isGone || !ownTenant.roles.includes('companion')) return null;
  return (
    <section className="card row row-apart" aria-labelledby="companion-pages">
      <div>
        <h2 id="companion-pages">{m.companion_frame_title()}</h2>
        <p className="soft small">{m.companion_frame_text({ name: ownTenant.name })}</p>
      </div>
      <Link className="button" href={`${toCompanionPages(window.location.pathname)}/mine`}>
        {m.of_mine()}
      </Link>
    </section>
  );
}

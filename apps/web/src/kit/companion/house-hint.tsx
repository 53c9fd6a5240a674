import { Link } from '../address/nav.js';
import { m } from '../../paraglide/messages.js';
import { useSession } from '../session/session.js';
import { useHouseGone } from './gone.js';
import { toHouse } from './to-house.js';

/** On the course page of somebody who is also companion: the way to their participants and reports. */
export default function HouseHint() {
  const { house } = useSession();
  const isGone = useHouseGone();
  if (house === null || isGone || !house.roles.includes('companion')) return null;
  return (
    <section className="card row row-apart" aria-labelledby="house">
      <div>
        <h2 id="house">{m.house_title()}</h2>
        <p className="soft small">{m.house_text({ name: house.name })}</p>
      </div>
      <Link className="button" href={`${toHouse(window.location.pathname)}/mine`}>
        {m.of_mine()}
      </Link>
    </section>
  );
}

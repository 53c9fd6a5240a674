import { liveNumbers, type LiveNumbers } from '#lotse/contract';
import { useEffect } from 'react';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { formatTime } from '../../kit/design/format.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import type { Tenant } from '../../kit/session/account-session.js';
import { useLocale } from '../../kit/session/locale.js';
import { m } from '../../paraglide/messages.js';
import './live-card.css';

const LOOK_MS = 20_000;

/** How much goes on now: for whoever wants to stop a server or is asked why it is slow. Counts only. */
export function LiveCard({ tenant: { tenantId } }: { tenant: Tenant }) {
  const found = useLoad(`live ${tenantId}`, (signal) => call(liveNumbers, { params: { tenantId }, signal }));
  const { look } = found;
  useEffect(() => {
    const timer = window.setInterval(look, LOOK_MS);
    return () => window.clearInterval(timer);
  }, [look]);
  return (
    <section className="card stack" aria-labelledby="live-now">
      <h2 id="live-now">{m.live_now_title()}</h2>
      {found.problem !== null && <Failed problem={found.problem} onRetry={found.reload} heading={false} />}
      {found.value === null && found.problem === null && <Waiting />}
      {found.value !== null && <Numbers numbers={found.value} />}
    </section>
  );
}

function Numbers({ numbers: { rooms, people, devices, servers, at } }: { numbers: LiveNumbers }) {
  const locale = useLocale();
  const counts = [
    [m.live_now_rooms(), rooms],
    [m.live_now_people(), people],
    [m.live_now_devices(), devices],
  ] as const;
  return (
    <>
      {rooms + people + devices === 0 ? (
        <p>{m.live_now_none()}</p>
      ) : (
        <dl className="live-now">
          {counts.map(([word, count]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd className="figures">{count}</dd>
            </div>
          ))}
        </dl>
      )}
      {servers.length > 1 && <Servers servers={servers} />}
      <p className="soft small">{m.live_now_text({ time: formatTime(at, locale) })}</p>
    </>
  );
}

function Servers({ servers }: { servers: LiveNumbers['servers'] }) {
  return (
    <table className="live-servers">
      <caption>{m.live_now_servers()}</caption>
      <thead>
        <tr>
          {[m.live_now_server(), m.live_now_rooms(), m.live_now_people(), m.live_now_devices()].map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="figures">
        {servers.map((one) => (
          <tr key={one.name}>
            <th scope="row">{one.name}</th>
            <td data-word={m.live_now_rooms()}>{one.rooms}</td>
            <td data-word={m.live_now_people()}>{one.people}</td>
            <td data-word={m.live_now_devices()}>{one.devices}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

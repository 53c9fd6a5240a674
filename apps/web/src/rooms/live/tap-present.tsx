import { foundIn, tapPresent } from '#lotse/contract';
import { useState } from 'react';
import { useLoad } from '../../kit/api/use-load.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { m } from '../../paraglide/messages.js';
import { courseNames } from '../meeting/names.js';
import { useMeeting } from '../meeting/meeting-context.js';

/** Somebody sits in the room without a device: a tap marks them present, a second one takes it back. */
export function TapPresent() {
  const { live, view, act } = useMeeting();
  const [find, setFind] = useState('');
  const names = useLoad('course names', () => courseNames(live));
  if (names.problem !== null) return <Failed problem={names.problem} onRetry={names.reload} heading={false} />;
  if (names.value === null) return <Waiting />;
  const { people } = view.state;
  const found = Object.entries(names.value)
    .filter(([id, name]) => people[id]?.seat !== 'tutor' && foundIn(name, find))
    .sort(([, a], [, b]) => a.localeCompare(b, 'de'));
  return (
    <div className="stack">
      <p className="soft">{m.live_tap_text()}</p>
      <div className="field">
        <label htmlFor="tap-find">{m.live_find_person()}</label>
        <input id="tap-find" className="input" type="search" value={find} onInput={(event) => setFind(event.currentTarget.value)} />
      </div>
      {found.length === 0 && <p>{m.live_nobody_found()}</p>}
      <ul className="stack stack-8">
        {found.slice(0, 60).map(([id, name]) => {
          const one = people[id];
          const byDevice = one?.here === true && !one.tapped;
          return (
            <li key={id}>
              <label className="choice">
                <input
                  type="checkbox"
                  checked={one?.here ?? false}
                  disabled={byDevice}
                  onChange={(event) => void act(tapPresent, { person: id, present: event.currentTarget.checked })}
                />
                <span>{name}</span>
                {byDevice && <span className="small soft">{m.live_has_device()}</span>}
              </label>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

import { checkIn, setPlace, type MeetingPlace } from '#lotse/contract';
import { useState, type FormEvent } from 'react';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { placeWord } from '../meeting/place-words.js';

const ELSEWHERE: MeetingPlace[] = ['home', 'firm', 'away'];

/** Where somebody is: said once, changed at any time. In the room it takes the code that the room device shows. */
export function PlaceCard({ onDone }: { onDone?: () => void }) {
  const { act } = useMeeting();
  const [code, setCode] = useState<string | null>(null);
  const finish = (done: boolean) => {
    if (done) onDone?.();
  };
  async function send(event: FormEvent) {
    event.preventDefault();
    if ((code ?? '').trim() !== '') finish(await act(checkIn, { code: (code ?? '').replace(/\s/g, '') }));
  }
  if (code !== null)
    return (
      <form className="live-stage-card stack" onSubmit={(event) => void send(event)}>
        <div className="field">
          <label htmlFor="checkin-code">{m.live_code_label()}</label>
          <input
            id="checkin-code"
            className="input live-code-input"
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            maxLength={8}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          <p className="small soft">{m.live_code_hint()}</p>
        </div>
        <div className="row">
          <Button look="main" type="submit">
            {m.live_check_in()}
          </Button>
          <Button look="quiet" onClick={() => setCode(null)}>
            {m.cancel()}
          </Button>
        </div>
      </form>
    );
  return (
    <section className="live-stage-card stack" aria-labelledby="where">
      <h2 id="where">{m.live_where()}</h2>
      <div className="stack stack-8">
        <Button look="main" wide onClick={() => setCode('')}>
          {m.live_here_in_room()}
        </Button>
        {ELSEWHERE.map((place) => (
          <Button key={place} wide onClick={() => void act(setPlace, { place }).then(finish)}>
            {placeWord[place]()}
          </Button>
        ))}
      </div>
    </section>
  );
}

import { checkIn, setPlace, type MeetingPlace } from '#lotse/contract';
import { useId, useState, type FormEvent } from 'react';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { takeFocus } from '../../kit/design/take-focus.js';
import { m } from '../../paraglide/messages.js';
import { useMeeting } from '../meeting/meeting-context.js';
import { placeWord } from '../meeting/place-words.js';

const ELSEWHERE: MeetingPlace[] = ['home', 'firm', 'away'];

/** Where somebody is: said once, changed at any time. In the room it takes the code that the room device shows. */
export function PlaceCard({ onDone }: { onDone?: () => void }) {
  const { act } = useMeeting();
  const [typing, setTyping] = useState(false);
  const finish = (done: boolean) => {
    if (done) onDone?.();
  };
  if (typing) return <TypeCode onDone={() => finish(true)} onBack={() => setTyping(false)} />;
  return (
    <section className="live-stage-card stack" aria-labelledby="where">
      <h2 id="where">{m.live_where()}</h2>
      <div className="stack stack-8">
        <Button look="main" wide onClick={() => setTyping(true)}>
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

/** What was wrong with the code stands at the code. */
function TypeCode({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { live } = useMeeting();
  const fault = useId();
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  function send(event: FormEvent) {
    event.preventDefault();
    const typed = code.replace(/\s/g, '');
    if (typed === '' || busy) return;
    setBusy(true);
    setProblem(null);
    live
      .send(checkIn, { code: typed })
      .then(onDone, (error: unknown) => setProblem(sayProblem(error)))
      .finally(() => setBusy(false));
  }
  return (
    <form className="live-stage-card stack" onSubmit={send}>
      <div className="field">
        <label htmlFor="checkin-code">{m.live_code_label()}</label>
        <input
          id="checkin-code"
          className="input live-code-input"
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          ref={takeFocus}
          maxLength={8}
          value={code}
          aria-invalid={problem === null ? undefined : true}
          aria-describedby={fault}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <p id={fault} role={problem === null ? undefined : 'alert'} className={problem === null ? 'small soft' : 'live-code-wrong'}>
          {problem ?? m.live_code_hint()}
        </p>
      </div>
      <div className="row">
        <Button look="main" type="submit" aria-disabled={busy}>
          {m.live_check_in()}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {m.cancel()}
        </Button>
      </div>
    </form>
  );
}

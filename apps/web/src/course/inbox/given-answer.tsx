import { INBOX_RECORDING_PATH, Response } from '#lotse/contract';
import { fillPath } from '../../kit/api/call.js';
import { useSession } from '../../kit/session/session.js';
import { SoundOf } from '../../kit/task/players/sound.js';
import { ResponseView } from '../../kit/task/response-view.js';
import { countWords } from '../../kit/task/players/hand-text.js';
import { m } from '../../paraglide/messages.js';
import { sayAids } from '../people/aids.js';
import type { OneAnswer } from './wish.js';

/** What somebody wrote, what they ticked themselves, and with what help. */
export function GivenAnswer({ one }: { one: OneAnswer }) {
  const { enrolmentId } = useSession();
  const { task, response } = one.answer;
  const read = Response.safeParse(response);
  const text = read.success && 'text' in read.data ? read.data.text : '';
  const ticked = read.success && read.data.kind === 'writing' ? read.data.ticked : [];
  const points = one.points.filter((point) => ticked.includes(point.id)).map((point) => point.text);
  const notes = [
    ...(text === '' ? [] : [m.mk_words({ count: countWords(text) })]),
    ...(points.length === 0 ? [] : [m.mk_ticked_self({ points: points.join(', ') })]),
    sayAids(one.answer.aids),
  ].filter((note) => note !== null);
  return (
    <section className="card stack stack-8" aria-labelledby="given">
      <h2 id="given">{m.mk_answer()}</h2>
      {read.success && read.data.kind === 'recording' ? (
        <SoundOf blob={null} path={fillPath(INBOX_RECORDING_PATH, { enrolmentId, personId: one.personId, answerId: one.answerId })} />
      ) : (
        <ResponseView body={task.body} response={response} />
      )}
      {notes.length > 0 && <p className="soft small">{notes.join(' · ')}</p>}
    </section>
  );
}

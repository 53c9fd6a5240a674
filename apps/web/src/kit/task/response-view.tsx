import { Response as ResponseSchema } from '#lotse/contract';
import type { Response } from '../state/drafts.js';
import { m } from '../../paraglide/messages.js';
import { bookingSentence } from './players/booking-sentence.js';
import { talkAlong } from './players/talk.js';
import { roleWord } from './players/roles.js';
import { Prose } from '../prose/prose.js';
import { later } from '../state/later.js';
import type { TaskBody } from './players/player.js';

interface Props {
  body: TaskBody;
  /** As stored: it is read again here, as the contract leaves it open. */
  response: unknown;
  understood?: string | undefined;
  /** Where a recording is heard, for whoever may hear it. */
  sound?: string | undefined;
}

const SoundOnDemand = later(() => import('./players/sound-on-demand.js'));

/** A given answer or a solution, in the words of the task. */
export function ResponseView({ body, response, understood, sound }: Props) {
  const read = ResponseSchema.safeParse(response);
  if (!read.success) return <p>{m.unreadable_answer()}</p>;
  if (read.data.kind === 'recording' && read.data.recording !== '' && sound !== undefined) return <SoundOnDemand path={sound} />;
  return <Shown body={body} response={read.data} understood={understood} />;
}

function Shown({ body, response, understood }: { body: TaskBody; response: Response; understood: string | undefined }) {
  switch (response.kind) {
    case 'single-choice':
      return <Options body={body} ids={[response.choice]} />;
    case 'multiple-choice':
      return <Options body={body} ids={response.choices} />;
    case 'order':
      return <Options body={body} ids={response.order} ordered />;
    case 'number':
      return (
        <p className="figures">
          {response.text}
          {body.kind === 'number' && body.unit !== undefined && ` ${body.unit}`}
          {understood !== undefined && understood.replace(/\s.*/, '') !== response.text.trim() && (
            <span className="soft"> ({m.number_read_as({ number: understood })})</span>
          )}
        </p>
      );
    case 'matching':
      return body.kind === 'matching' ? (
        <ul className="response-list">
          {body.left.map((line) => (
            <li key={line.id}>
              <Prose inline value={line.text} /> → {body.right.find((one) => one.id === response.pairs[line.id])?.text ?? '____'}
            </li>
          ))}
        </ul>
      ) : null;
    case 'cloze':
      return body.kind === 'cloze' ? <Prose value={body.text.standard} gap={(id) => <mark className="filled">{response.gaps[id] ?? '____'}</mark>} /> : null;
    default:
      return <ShownMore body={body} response={response} />;
  }
}

type More = Exclude<Response, { kind: 'single-choice' | 'multiple-choice' | 'order' | 'number' | 'matching' | 'cloze' }>;

function ShownMore({ body, response }: { body: TaskBody; response: More }) {
  switch (response.kind) {
    case 'number-steps':
      return body.kind === 'number-steps' ? (
        <Values lines={body.steps.map((step) => [step.label, `${response.steps[step.id] ?? '–'} ${step.unit ?? ''}`])} />
      ) : null;
    case 'calculation':
      return body.kind === 'calculation' ? (
        <Values lines={body.rows.map((row) => [row.label, `${row.given ?? response.rows[row.id] ?? '–'} ${row.unit ?? ''}`])} />
      ) : null;
    case 'task-reading':
      return body.kind === 'task-reading' ? (
        <Values
          lines={body.spans.map((span) => {
            const role = response.roles[span.id];
            return [span.text, role === undefined ? '–' : roleWord(role)];
          })}
        />
      ) : null;
    case 'hot-text':
      return body.kind === 'hot-text' ? (
        <p lang="de">
          {body.spots
            .filter((spot) => response.spots.includes(spot.id))
            .map((spot) => `„${spot.text}“`)
            .join(' · ')}
        </p>
      ) : null;
    case 'word-order':
      return body.kind === 'word-order' ? (
        <p lang="de">{response.words.map((id) => body.words.find((word) => word.id === id)?.text).join(' ') + body.end}</p>
      ) : null;
    case 'booking':
      return body.kind === 'booking' ? <p lang="de">{bookingSentence(body.accounts, response)}</p> : null;
    case 'dictation':
      return body.kind === 'dictation' ? (
        <Values lines={body.sentences.map((one, i) => [m.dictation_sentence({ number: i + 1 }), response.sentences[one.id] ?? '–'])} />
      ) : null;
    case 'dialogue':
      return body.kind === 'dialogue' ? <Values lines={talkAlong(body, response.path).steps.map(({ node, choice }) => [node.says, choice.text])} /> : null;
    case 'recording':
      return response.model === undefined ? <p className="soft">{m.mk_rec_name()}</p> : <p className="written">{response.model}</p>;
    case 'open':
    case 'writing':
      return <Written text={response.text} />;
    case 'ending':
      return body.kind === 'ending' ? (
        <ul className="response-list">
          {body.items.map((item) => (
            <li key={item.id}>
              <Prose inline value={item.text} gap={() => <mark className="filled">{response.endings[item.id] ?? '____'}</mark>} />
            </li>
          ))}
        </ul>
      ) : null;
  }
}

/** A text that a person marks; empty once its time is over. */
function Written({ text }: { text: string }) {
  return (
    <p lang="de" className={text === '' ? 'soft' : 'written'}>
      {text === '' ? m.mk_text_gone() : text}
    </p>
  );
}

function Values({ lines }: { lines: readonly (readonly [string, string])[] }) {
  return (
    <ul className="response-list" lang="de">
      {lines.map(([label, text]) => (
        <li key={label}>
          {label}: <strong className="figures">{text}</strong>
        </li>
      ))}
    </ul>
  );
}

function Options({ body, ids, ordered = false }: { body: TaskBody; ids: readonly string[]; ordered?: boolean }) {
  const options = body.kind === 'order' ? body.items : 'options' in body ? body.options : [];
  const lines = ids.map((id) => (
    <li key={id}>
      <Prose inline value={options.find((option) => option.id === id)?.text ?? []} />
    </li>
  ));
  if (lines.length === 0) return <p>{m.nothing_chosen()}</p>;
  return ordered ? <ol className="response-list">{lines}</ol> : <ul className={lines.length > 1 ? 'response-list' : undefined}>{lines}</ul>;
}

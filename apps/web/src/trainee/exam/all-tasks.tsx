import type { ExamPaper } from '#lotse/contract';
import Check from 'lucide-react/icons/check';
import Circle from 'lucide-react/icons/circle';
import Flag from 'lucide-react/icons/flag';
import { Button } from '../../kit/design/button.js';
import { m } from '../../paraglide/messages.js';
import { isAnswered, summaryOf, type Line } from './exam-lines.js';

interface Props {
  paper: ExamPaper;
  lines: readonly Line[];
  index: number | null;
  onShow: (index: number) => void;
  onHandIn: () => void;
}

/** Every task with its state in words, by area. */
export function AllTasks({ paper, lines, index, onShow, onHandIn }: Props) {
  return (
    <div className="stack">
      <p>{m.mx_answered_of({ answered: summaryOf(lines).answered, tasks: lines.length })}</p>
      {paper.areas.map(({ areaId, title }) => (
        <section key={areaId} className="stack stack-8" aria-label={title}>
          <h3 lang="de">{title}</h3>
          <ul className="exam-tiles">
            {lines.map((line, at) =>
              paper.tasks[at]?.areaId === areaId ? (
                <li key={at}>
                  <Tile number={at + 1} line={line} isHere={at === index} onPress={() => onShow(at)} />
                </li>
              ) : null,
            )}
          </ul>
        </section>
      ))}
      <Button look="main" wide onClick={onHandIn}>
        {m.mx_to_hand_in()}
      </Button>
    </div>
  );
}

interface TileProps {
  number: number;
  line: Line;
  isHere: boolean;
  onPress: () => void;
}

/** One task as a button: its number, and a sign with a word for how it stands. */
function Tile({ number, line, isHere, onPress }: TileProps) {
  const Sign = isAnswered(line) ? Check : Circle;
  return (
    <button type="button" className="exam-tile" aria-current={isHere ? 'true' : undefined} onClick={onPress}>
      <TaskNumber number={number} />
      <span className="exam-tile-states">
        <span>
          <Sign aria-hidden size={14} />
          {isAnswered(line) ? m.mx_is_answered() : m.mx_is_open()}
        </span>
        {line.flagged && (
          <span className="exam-tile-flag">
            <Flag aria-hidden size={14} />
            {m.mx_is_flagged()}
          </span>
        )}
      </span>
    </button>
  );
}

/** Tasks by their number alone, where the heading says what they have in common. */
export function Numbers({ at, onShow }: { at: readonly number[]; onShow: (index: number) => void }) {
  return (
    <ul className="exam-numbers">
      {at.map((index) => (
        <li key={index}>
          <button type="button" className="exam-tile" onClick={() => onShow(index)}>
            <TaskNumber number={index + 1} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function TaskNumber({ number }: { number: number }) {
  return (
    <span className="exam-tile-number figures">
      <span className="unseen">{m.task()} </span>
      {number}
    </span>
  );
}

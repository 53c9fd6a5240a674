import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  text: string;
  onTake: () => void;
  onDrop: () => void;
}

/** A text of the same task from another device: it can be read, taken, and deleted. */
export default function OtherDraft({ text, onTake, onDrop }: Props) {
  return (
    <Note look="amber" role="status">
      <div className="stack stack-8">
        <p>{m.mk_other_draft()}</p>
        <details className="fold">
          <summary>{m.mk_other_show()}</summary>
          <p lang="de" className="written">
            {text}
          </p>
        </details>
        <div className="row">
          <Button onClick={onTake}>{m.mk_other_take()}</Button>
          <Button look="quiet" onClick={onDrop}>
            {m.mk_other_drop()}
          </Button>
        </div>
      </div>
    </Note>
  );
}

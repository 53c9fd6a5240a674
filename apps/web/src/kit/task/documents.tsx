import type { TaskView as TaskViewSchema } from '#lotse/contract';
import FileText from 'lucide-react/icons/file-text';
import { useState } from 'react';
import type { output } from 'zod/mini';
import { m } from '../../paraglide/messages.js';
import { Button } from '../design/button.js';
import { Sheet } from '../design/sheet.js';
import { Prose } from '../prose/prose.js';
import type { Level } from './players/player.js';

type Task = output<typeof TaskViewSchema>;

/** The Belege of a task: each opens beside it and leaves the page where it is. */
export default function Documents({ documents, level }: { documents: NonNullable<Task['documents']>; level: Level }) {
  const [open, setOpen] = useState<number | null>(null);
  const [last, setLast] = useState(0);
  const shown = documents[open ?? last];
  return (
    <div className="documents">
      {documents.map((document, i) => (
        <Button
          key={document.title}
          aria-haspopup="dialog"
          onClick={() => {
            setOpen(i);
            setLast(i);
          }}
        >
          <FileText aria-hidden size={20} />
          {m.document_show({ title: document.title })}
        </Button>
      ))}
      <Sheet title={shown?.title ?? ''} open={open !== null} onClose={() => setOpen(null)}>
        {shown !== undefined && <Prose value={level === 'plain' ? shown.textPlain : shown.text} />}
      </Sheet>
    </div>
  );
}

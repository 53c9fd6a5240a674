import { useState, type ReactNode } from 'react';
import { Frame } from '../../kit/frame/frame.js';
import type { Loaded as Load } from '../../kit/api/use-load.js';
import { Button } from '../../kit/design/button.js';
import { Empty } from '../../kit/design/note.js';
import { Sheet } from '../../kit/design/sheet.js';
import { PageHeading } from '../../kit/frame/page.js';
import { Paging } from '../../kit/design/paging.js';
import { Loaded } from './loaded.js';

interface Props<Row> {
  words: { title: string; intro?: string; add: string; change: string; none: string; noneText: string };
  list: Load<{ rows: Row[]; total: number }>;
  paging: { page: number; size: number; onPage: (page: number) => void };
  look: 'stack' | 'tiles';
  /** One entry as a list item; `onEdit` opens it in the sheet. */
  item: (row: Row, onEdit: () => void) => ReactNode;
  /** The fields in the sheet; without a row for something new. */
  form: (row: Row | null, onDone: () => void) => ReactNode;
}

/** A page with a list whose entries are added and changed in a sheet. */
export function EditedList<Row>({ words, list, paging, look, item, form }: Props<Row>) {
  const [editing, setEditing] = useState<Row | 'new' | null>(null);
  const close = () => setEditing(null);
  return (
    <Frame title={words.title} wide>
      <div className="stack stack-24">
        <div className="row row-apart">
          <PageHeading>{words.title}</PageHeading>
          <Button look="main" onClick={() => setEditing('new')}>
            {words.add}
          </Button>
        </div>
        {words.intro !== undefined && <p className="measure">{words.intro}</p>}
        <Loaded load={list}>
          {({ rows, total }) => (
            <>
              {rows.length === 0 && (
                <Empty title={words.none}>
                  <p>{words.noneText}</p>
                </Empty>
              )}
              <ul className={look}>{rows.map((row) => item(row, () => setEditing(row)))}</ul>
              <Paging {...paging} total={total} />
            </>
          )}
        </Loaded>
      </div>
      <Sheet title={editing === 'new' ? words.add : words.change} open={editing !== null} onClose={close}>
        {editing !== null &&
          form(editing === 'new' ? null : editing, () => {
            close();
            list.reload();
          })}
      </Sheet>
    </Frame>
  );
}

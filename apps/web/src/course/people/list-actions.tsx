import { germanDay, ROSTER_CSV_PATH } from '#lotse/contract';
import Download from 'lucide-react/icons/download';
import Printer from 'lucide-react/icons/printer';
import { useState } from 'react';
import { fillPath, request } from '../../kit/api/call.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { toQuery, type RosterWish } from './roster-query.js';

/** The file needs the bearer, so it is fetched and then handed to the browser. */
async function downloadCsv(enrolmentId: string, wish: RosterWish): Promise<void> {
  const { page: _, size: __, ...query } = toQuery(wish);
  const reply = await request(`${fillPath(ROSTER_CSV_PATH, { enrolmentId })}?${new URLSearchParams(query)}`);
  const address = URL.createObjectURL(await reply.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = `lotse-${germanDay(new Date())}.csv`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export function ListActions({ enrolmentId, wish }: { enrolmentId: string; wish: RosterWish }) {
  const [problem, setProblem] = useState<unknown>(null);
  function download() {
    setProblem(null);
    downloadCsv(enrolmentId, wish).catch(setProblem);
  }
  return (
    <div className="row list-actions">
      <Button onClick={download}>
        <Download aria-hidden size={18} />
        {m.download_csv()}
      </Button>
      <Button onClick={() => window.print()}>
        <Printer aria-hidden size={18} />
        {m.print()}
      </Button>
      {problem !== null && (
        <Note look="wrong" role="alert">
          {sayProblem(problem)}
        </Note>
      )}
    </div>
  );
}

import { reportPage, type ReportText } from '#lotse/contract';
import { useState } from 'react';
import { useSend } from '../../kit/form/form.js';
import { call } from '../../kit/api/call.js';
import { Button } from '../../kit/design/button.js';
import { formatTime } from '../../kit/design/format.js';
import { Note } from '../../kit/design/note.js';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../kit/session/locale.js';
import { RichView } from '../../kit/rich-text/view.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { ReportRefused } from '../../kit/report/refused.js';
import type { TextDraft } from './use-text.js';

interface Props {
  draft: TextDraft;
  tenantId: string;
  reportId: string;
  /** Draws the page anew with what the server holds; the own text is given up. */
  onDiscard: () => void;
}

/** Where the text stands: here, on its way, or with the server. */
export function SaveLine({ draft, tenantId, reportId, onDiscard }: Props) {
  const { keeping } = draft;
  if (keeping.at === 'conflict') return <Conflict draft={draft} tenantId={tenantId} reportId={reportId} onDiscard={onDiscard} />;
  return (
    <div className="stack stack-8">
      {keeping.at === 'offline' && (
        <Note look="amber" role="status">
          {m.rep_save_offline()}
        </Note>
      )}
      {keeping.at === 'refused' && (
        <Note look="wrong" role="alert">
          {m.rep_save_refused({ why: sayProblem(keeping.problem) })}
        </Note>
      )}
      <div className="row">
        <Button look="main" aria-disabled={keeping.at === 'sending'} onClick={() => void draft.save()}>
          {m.acc_save()}
        </Button>
        <span role="status" className="soft">
          <Words draft={draft} />
        </span>
      </div>
    </div>
  );
}

function Words({ draft: { keeping } }: { draft: TextDraft }) {
  const locale = useLocale();
  switch (keeping.at) {
    case 'untouched':
      return null;
    case 'sending':
      return m.rep_saving();
    case 'saved':
      return m.rep_saved_at({ time: formatTime(keeping.when.toISOString(), locale) });
    default:
      return m.rep_unsaved();
  }
}

/** Two windows, or the deputy at the same time: a person looks at both texts and decides. */
function Conflict({ draft, tenantId, reportId, onDiscard }: Props) {
  const [other, setOther] = useState<{ revision: number; text: ReportText } | null>(null);
  const { problem, send } = useSend();
  async function look() {
    const page = await call(reportPage, { params: { tenantId, reportId } });
    setOther({ revision: page.revision, text: page.report.text });
  }
  return (
    <Note look="wrong" role="alert">
      <div className="stack stack-8">
        <p>{m.rep_conflict()}</p>
        {other !== null && (
          <div className="card stack stack-8">
            <h3>{m.rep_conflict_theirs()}</h3>
            <RichView doc={other.text.development} />
            <RichView doc={other.text.recommendationText} />
          </div>
        )}
        {problem !== null && <ReportRefused problem={problem} />}
        <div className="row">
          {other === null ? (
            <Button onClick={() => send(look)}>{m.rep_conflict_look()}</Button>
          ) : (
            <Button onClick={() => void draft.overwrite(other.revision)}>{m.rep_conflict_mine()}</Button>
          )}
          <Button look="quiet" onClick={onDiscard}>
            {m.rep_conflict_discard()}
          </Button>
        </div>
      </div>
    </Note>
  );
}

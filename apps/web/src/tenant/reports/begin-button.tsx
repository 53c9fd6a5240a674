import type { ParticipationView } from '#lotse/contract';
import type { output } from 'zod/mini';
import { Button } from '../../kit/design/button.js';
import { useSend } from '../../kit/form/form.js';
import { ReportRefused } from '../../kit/report/refused.js';
import { OCCASIONS } from '../../kit/report/words.js';
import { m } from '../../paraglide/messages.js';
import { beginDraft } from './begin-draft.js';
import type { Due } from './open-dues.js';

interface Props {
  tenantId: string;
  participation: output<typeof ParticipationView>;
  due: Due;
}

/** "Startbericht beginnen": one press, and the draft is open. */
export function BeginButton({ tenantId, participation, due }: Props) {
  const { busy, problem, send } = useSend();
  return (
    <div className="stack stack-8">
      {problem !== null && <ReportRefused problem={problem} />}
      <div>
        <Button aria-disabled={busy} onClick={() => send(() => beginDraft(tenantId, participation, due))}>
          {m.rep_due_begin({ occasion: OCCASIONS[due.occasion]() })}
        </Button>
      </div>
    </div>
  );
}

import { useCallback, useEffect, useState } from 'react';
import { navigate } from '../../kit/address/nav.js';
import { sayProblem } from '../../kit/api/problem-sentence.js';
import { toProblem, type Problem } from '../../kit/api/problem.js';
import { Button } from '../../kit/design/button.js';
import { Note } from '../../kit/design/note.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { m } from '../../paraglide/messages.js';
import { Ended } from './ended.js';
import { ToOverview, useExamPaths } from './exam-paths.js';
import type { Sheet } from './exam-sheet.js';
import { finishExam } from './finish-exam.js';

/** Hands in by itself what is saved, and goes on trying where that does not work. */
export function TimeOver({ sheet }: { sheet: Sheet }) {
  const { result } = useExamPaths();
  const [problem, setProblem] = useState<Problem | null>(null);
  const to = result(sheet.attemptId);
  const finish = useCallback(() => {
    finishExam(sheet, true).then(
      () => navigate(to, { replace: true }),
      (error: unknown) => setProblem(toProblem(error)),
    );
  }, [sheet, to]);
  useEffect(() => {
    finish();
    window.addEventListener('online', finish);
    return () => window.removeEventListener('online', finish);
  }, [finish]);
  function again() {
    setProblem(null);
    finish();
  }
  if (problem?.code === 'exam.broken-off') return <Ended isBrokenOff />;
  return (
    <Page title={m.mx_over_title()} lead={<ToOverview />}>
      <div className="calm">
        <PageHeading>{m.mx_over_title()}</PageHeading>
        {problem === null ? (
          <p role="status">{m.mx_over_text()}</p>
        ) : (
          <>
            <Note look="amber" role="alert">
              {problem.kind === 'offline' ? m.mx_over_offline() : sayProblem(problem)}
            </Note>
            <div>
              <Button look="main" onClick={again}>
                {m.try_again()}
              </Button>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

import { examPaper } from '#lotse/contract';
import { call } from '../../kit/api/call.js';
import { useLoad } from '../../kit/api/use-load.js';
import { Failed, Waiting } from '../../kit/design/states.js';
import { Page } from '../../kit/frame/page.js';
import { m } from '../../paraglide/messages.js';
import { Ended } from './ended.js';
import { ToOverview, useExamPaths } from './exam-paths.js';
import { takePaper } from './handed-over.js';
import { OpenPaper } from './open-paper.js';

/** One attempt: its tasks while it runs, else where its result stands. */
export function PaperPage() {
  const { attemptId } = useExamPaths();
  const page = useLoad(`paper ${attemptId}`, async (signal) => takePaper(attemptId) ?? call(examPaper, { params: { attemptId }, signal }));
  if (page.value?.attemptId === attemptId) {
    const { state } = page.value;
    if (state === 'running') return <OpenPaper key={attemptId} first={page.value} />;
    return <Ended isBrokenOff={state === 'broken-off'} />;
  }
  return (
    <Page title={m.mx_title()} lead={<ToOverview />}>
      {page.problem === null ? <Waiting /> : <Failed problem={page.problem} onRetry={page.reload} />}
    </Page>
  );
}

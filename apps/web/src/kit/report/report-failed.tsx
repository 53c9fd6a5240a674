import { Button } from '../design/button.js';
import { m } from '../../paraglide/messages.js';
import { PageHeading } from '../frame/page.js';
import { ReportRefused } from './refused.js';

/** What could not be loaded, in the words of reports, and the one thing to do about it. */
export function ReportFailed({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  return (
    <div className="stack">
      <PageHeading>{m.failed_title()}</PageHeading>
      <ReportRefused problem={problem} />
      <div>
        <Button onClick={onRetry}>{m.try_again()}</Button>
      </div>
    </div>
  );
}

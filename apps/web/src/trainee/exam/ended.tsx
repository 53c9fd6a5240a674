import { Link, Redirect } from '../../kit/address/nav.js';
import { Page, PageHeading } from '../../kit/frame/page.js';
import { m } from '../../paraglide/messages.js';
import { ToOverview, useExamPaths } from './exam-paths.js';

/** An attempt that takes nothing more: its result, or that there is none. */
export function Ended({ isBrokenOff }: { isBrokenOff: boolean }) {
  const { attemptId, result, form } = useExamPaths();
  if (!isBrokenOff) return <Redirect to={result(attemptId)} />;
  return (
    <Page title={m.mx_title()} lead={<ToOverview />}>
      <div className="calm">
        <PageHeading>{m.mx_broken_title()}</PageHeading>
        <p>{m.mx_broken_text()}</p>
        <div>
          <Link className="button button-main" href={form}>
            {m.mx_to_form()}
          </Link>
        </div>
      </div>
    </Page>
  );
}

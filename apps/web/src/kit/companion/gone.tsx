import { Button } from '../design/button.js';
import { LiveValue, useLive } from '../state/live-value.js';
import { Link } from '../address/nav.js';
import { m } from '../../paraglide/messages.js';
import { pathTo } from '../address/addresses.js';
import { isStaff, useSession, type Session } from '../session/session.js';
import { Page, PageHeading } from '../frame/page.js';

/** Whether the server has said meanwhile that this person is companion no more. */
const gone = new LiveValue(false);
export const tellCompanionGone = (): void => gone.set(true);
export const useCompanionGone = (): boolean => useLive(gone);

export function toCourse(session: Session): string {
  return pathTo(isStaff(session) ? 'people' : 'start', { reg: session.registrationId, enr: session.enrolmentId }, {});
}

/** In place of a companion's pages: what has ended, whom to ask, and the way back to what is still open. */
export function CompanionGone({ name }: { name: string }) {
  const session = useSession();
  return (
    <Page title={m.companion_frame_gone_title()}>
      <div className="calm">
        <PageHeading>{m.companion_frame_gone_title()}</PageHeading>
        <p>{m.companion_frame_gone_text({ name })}</p>
        <div className="row">
          <Link className="button button-main" href={toCourse(session)}>
            {m.companion_frame_to_course()}
          </Link>
          <Button onClick={() => gone.set(false)}>{m.try_again()}</Button>
        </div>
      </div>
    </Page>
  );
}

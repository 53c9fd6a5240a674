import { Link } from '../kit/address/nav.js';
import { m } from '../paraglide/messages.js';
import { Page, PageHeading } from '../kit/frame/page.js';

export default function NotFound({ home }: { home: string }) {
  return (
    <Page title={m.not_found_title()}>
      <div className="calm">
        <PageHeading>{m.not_found_title()}</PageHeading>
        <p>{m.not_found_text()}</p>
        <div>
          <Link className="button button-main" href={home}>
            {m.to_overview()}
          </Link>
        </div>
      </div>
    </Page>
  );
}

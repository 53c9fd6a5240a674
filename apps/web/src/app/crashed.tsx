import { m } from '../paraglide/messages.js';
import { Page } from '../kit/frame/page.js';

export default function Crashed() {
  return (
    <Page title={m.crash_title()}>
      <div className="calm">
        <h1>{m.crash_title()}</h1>
        <p>{m.crash_text()}</p>
        <p>
          <a className="button button-main" href="">
            {m.reload()}
          </a>
        </p>
      </div>
    </Page>
  );
}

import { Component, type ReactNode } from 'react';
import { Button } from '../design/button.js';
import { m } from '../paraglide/messages.js';
import { Page } from './page.js';

/** A page that cannot be drawn or fetched ends here; what was typed is still kept. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error('page.crashed', error);
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <Page title={m.crash_title()}>
        <div className="calm">
          <h1>{m.crash_title()}</h1>
          <p>{m.crash_text()}</p>
          <div>
            <Button look="main" onClick={() => window.location.reload()}>
              {m.reload()}
            </Button>
          </div>
        </div>
      </Page>
    );
  }
}

import { Component, type ReactNode } from 'react';
import { m } from '../paraglide/messages.js';

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
      <main className="page">
        <h1>{m.crash_title()}</h1>
        <p>{m.crash_text()}</p>
        <p>
          <a href="">{m.reload()}</a>
        </p>
      </main>
    );
  }
}

import { Component, type ReactNode } from 'react';
import { later } from '../kit/state/later.js';

/** In both languages, as nothing else may be there to say it with. */
const Crashed = later(() => import('./crashed.js'), <a href="">Neu laden · Reload</a>);

/** A page that cannot be drawn or fetched ends here; what was typed is still kept. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return <Crashed />;
  }
}

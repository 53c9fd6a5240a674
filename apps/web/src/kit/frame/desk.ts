import { createElement, type FunctionComponent, type ReactNode } from 'react';

export interface FrameProps {
  title: string | null;
  wide?: boolean;
  children: ReactNode;
}
/** Where the pages of a house are shown: what stands around them, where their addresses begin, and what to do when the role is gone. */
export interface Desk {
  Frame: FunctionComponent<FrameProps>;
  base: (tenantId: string) => string;
  onGone: () => void;
}

/** Put up once, as the door of `api/call.ts` is: a window belongs to an account or to a launch, never to both. */
let desk: Desk | null = null;

export function putUpDesk(next: Desk): void {
  desk = next;
}

function here(): Desk {
  if (desk === null) throw new Error('A page of a house was shown before there was a desk.');
  return desk;
}

export const Frame = (props: FrameProps): ReactNode => createElement(here().Frame, props);
export const baseOf = (tenantId: string): string => here().base(tenantId);
export const tellGone = (): void => here().onGone();

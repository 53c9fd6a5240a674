import { createElement, type FunctionComponent, type ReactNode } from 'react';

export interface FrameProps {
  title: string | null;
  wide?: boolean;
  children: ReactNode;
}
/** Where the pages of a tenant are shown: what stands around them, where their addresses begin, and what to do when the role is gone. */
export interface StaffFrame {
  Frame: FunctionComponent<FrameProps>;
  base: (tenantId: string) => string;
  onGone: () => void;
}

/** Set once, like the base address of `api/call.ts`: a window belongs to an account or to a launch, never to both. */
let frame: StaffFrame | null = null;

export function setStaffFrame(next: StaffFrame): void {
  frame = next;
}

function here(): StaffFrame {
  if (frame === null) throw new Error('A page of a tenant was shown before its frame was set.');
  return frame;
}

export const Frame = (props: FrameProps): ReactNode => createElement(here().Frame, props);
export const baseOf = (tenantId: string): string => here().base(tenantId);
export const tellGone = (): void => here().onGone();

import type { ComponentProps } from 'react';
import { Sheet } from '../../kit/design/sheet.js';
import { Fault } from './fault.js';

/** A sheet of the running hour. What was not done is said in it, too: the page behind it is dimmed, and no screen reader reads it. */
export function LiveSheet({ children, ...sheet }: ComponentProps<typeof Sheet>) {
  return (
    <Sheet {...sheet}>
      <Fault />
      {children}
    </Sheet>
  );
}

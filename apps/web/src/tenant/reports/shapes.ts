import type { ReportPage } from '#lotse/contract';
import type { output } from 'zod/mini';

export type Page = output<typeof ReportPage>;

/** What every part of the page needs: the report, where it belongs, and how to show what has changed. */
export interface PartProps {
  tenantId: string;
  page: Page;
  onChange: () => void;
}

import type { PlatformPage } from '#lotse/contract';

/** What each part of a platform's page is given. */
export interface PartProps {
  at: { tenantId: string; platformId: string };
  platform: PlatformPage;
  onChange: () => void;
}

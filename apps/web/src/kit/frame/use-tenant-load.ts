import { useEffect } from 'react';
import { useLoad, type Loaded } from '../api/use-load.js';
import { tellGone } from './staff-frame.js';

/** `useLoad` for a tenant's pages: when the role is gone, the page asks anew what one may do and shows that. */
export function useTenantLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const loaded = useLoad(key, load);
  const isGone = loaded.problem !== null && ['role.unfit', 'tenant.unknown'].includes(loaded.problem.code);
  useEffect(() => {
    if (isGone) tellGone();
  }, [isGone]);
  return loaded;
}

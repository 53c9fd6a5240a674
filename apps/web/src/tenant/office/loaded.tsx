import type { ReactNode } from 'react';
import type { Loaded as Load } from '../../kit/api/use-load.js';
import { Failed, Waiting } from '../../kit/design/states.js';

/** What was loaded, or that it is on its way, or why it did not come. */
export function Loaded<T>({ load, children }: { load: Load<T>; children: (value: T) => ReactNode }) {
  if (load.value !== null) return <>{children(load.value)}</>;
  return load.problem === null ? <Waiting /> : <Failed problem={load.problem} onRetry={load.reload} />;
}

import { lazy, Suspense, type ComponentType, type FunctionComponent, type ReactNode } from 'react';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;
const wanted: (() => Promise<unknown>)[] = [];
let started = false;

function fetchAll(): void {
  // A part that cannot be fetched now is asked for again when it is drawn.
  for (const load of wanted.splice(0)) load().catch(() => undefined);
}

/** Runs `act` when the browser has nothing better to do, but soon. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(act, { timeout: 800 });
  else setTimeout(act, 300);
}

/** What was fetched before is there; else, without a network, the part waits for it instead of taking the page down. */
function patient<P>(load: Load<P>): Load<P> {
  return async () => {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine) throw error;
      await new Promise((resume) => window.addEventListener('online', resume, { once: true }));
      return load();
    }
  };
}

/** Does what can wait once the page stands. Should it fail, nothing else does. */
export function onceItStands(act: () => Promise<unknown>): void {
  wanted.push(act);
  if (started) whenIdle(fetchAll);
}

/**
 * A part of a page that the first task does not need; until it is there, `meanwhile` stands in its place. It is
 * fetched as soon as the page stands, so that it is there when the network is not.
 */
export function later<P extends object>(load: Load<P>, meanwhile: ReactNode = null): FunctionComponent<P> {
  onceItStands(load);
  const Part = lazy(patient(load)) as unknown as ComponentType<P>;
  return (props) => (
    <Suspense fallback={meanwhile}>
      <Part {...props} />
    </Suspense>
  );
}

/** Called once somebody can work with the page. */
export function fetchTheRest(): void {
  started = true;
  whenIdle(fetchAll);
}

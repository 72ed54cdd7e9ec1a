/** A page that was left or loaded anew lets its locks go a moment later: so long somebody waits for one before it counts as another tab's. */
const LEAVING_MS = 1_000;
const RELOADING_MS = 5_000;

/** Holds a name among the tabs of this browser. @returns Lets it go; null when another tab holds it. Without locks everybody gets it. */
export async function hold(name: string): Promise<(() => void) | null> {
  if (!('locks' in navigator))
    return () => undefined;
  return (await request(name, { ifAvailable: true })) ?? await request(name, { signal: AbortSignal.timeout(wasReloaded() ? RELOADING_MS : LEAVING_MS) });
}

function request(name: string, options: LockOptions): Promise<(() => void) | null> {
  return new Promise(resolve => {
    navigator.locks.request(name, options, async lock => {
      if (lock === null)
        resolve(null);
      else
        await new Promise<void>(release => resolve(release));
    }).catch((e: unknown) => resolve(e instanceof DOMException && e.name === 'TimeoutError' ? null : () => undefined)); // else the browser keeps nothing, locks among it
  });
}

function wasReloaded(): boolean {
  return (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'reload';
}

/** Holds a name among the tabs of this browser. @returns Lets it go; null when another tab holds it. Without locks everybody gets it. */
export async function hold(name: string): Promise<(() => void) | null> {
  if (!('locks' in navigator))
    return () => undefined;
  return await new Promise(resolve => {
    void navigator.locks.request(name, { ifAvailable: true }, async lock => {
      if (lock === null)
        resolve(null);
      else
        await new Promise<void>(release => resolve(release));
    }).catch(() => resolve(() => undefined)); // the browser keeps nothing, locks among it
  });
}

/** Whether what is known may still be shown as true, and whether a new page is served. */

const STALE_MS = 90_000;
const SETTLE_MS = 300_000;

/** Whether numbers that came at `at` are too old to be shown at `now`; 0 is never. */
export function isStale(at: number, now: number): boolean {
  return at === 0 || now - at > STALE_MS || at - now > STALE_MS;
}

/** Whether the server has other pages than this one; not in the first minutes, so that a server
 * that changes its mind cannot make the page load for ever. */
export function isNew(first: string, served: string, sinceLoad: number): boolean {
  return first !== "" && served !== "" && served !== first && sinceLoad > SETTLE_MS;
}

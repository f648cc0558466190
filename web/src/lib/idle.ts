/** Runs the work when the browser has nothing better to do, at the latest after 2.5 s. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2500 })
  else setTimeout(work, 800)
}

/** Caches of the service worker that hold what belongs to one person. The names are shared with sw.ts. */
export const personalCaches = ['piece-api', 'piece-tickets'] as const

/** Forgets what the service worker kept of a person. The drafts on this device are not touched. */
export async function forget(): Promise<void> {
  if (!('caches' in globalThis)) return
  await Promise.all(personalCaches.map((name) => caches.delete(name).catch(() => false)))
}

import { computed, readonly, ref, watch } from 'vue'
import { recall, remember } from '@/lib/storage'

/**
 * Who is signed in, as far as the page can know. The tokens are in HttpOnly cookies; a third cookie,
 * readable and without a secret, says that there are some, and when the access token ends (unix seconds).
 */
const COOKIE = 'piece_signed_in'
const LOCK = 'piece.refresh'
const REFRESHED = 'piece.refreshed'
/** Renewed so long before its end, a token does not run out on the way (ms). */
const IN_TIME = 20_000

/** The end of the access token in ms; 0 when nobody is signed in, Infinity when the cookie does not tell. */
export function accessEnd(cookies: string): number {
  const value = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(cookies)?.[1]
  if (!value) return 0
  const seconds = Number(value)
  return seconds > 1e9 ? seconds * 1000 : Infinity
}

const ownAccessEnd = () => (typeof document === 'undefined' ? 0 : accessEnd(document.cookie))

const signedIn = ref(ownAccessEnd() > 0)

/** Does the work once, as soon as somebody is signed in. */
export function whenSignedIn(work: () => void): void {
  if (signedIn.value) return work()
  const stop = watch(signedIn, (isIn) => {
    if (!isIn) return
    stop()
    work()
  })
}

type Ended = () => void
const endListeners = new Set<Ended>()

export const isSignedIn = (): boolean => signedIn.value
export const useSignedIn = () => readonly(computed(() => signedIn.value))
export const sessionStarted = (): void => void (signedIn.value = true)
export const sessionClosed = (): void => void (signedIn.value = false)

/** Calls back when the session ended without the person's doing; returns the way to stop. */
export function onSessionEnded(listener: Ended): () => void {
  endListeners.add(listener)
  return () => endListeners.delete(listener)
}

function endSession(): void {
  if (!signedIn.value) return
  signedIn.value = false
  endListeners.forEach((listener) => listener())
}

export type RefreshResult = 'renewed' | 'ended' | 'unreachable'

export interface RefreshTools {
  /** Asks for new tokens; resolves with the status of the answer, rejects without one. */
  ask: () => Promise<number>
  /** Runs one at a time over all tabs of this browser. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
  /** When any tab last renewed (ms), or 0. */
  lastRenewal: () => number
  renewed: () => void
  now: () => number
}

/**
 * Makes the function that renews the session. Calls at the same time share one request, and tabs take turns:
 * refresh tokens work once, a second use of the same one would end the whole session.
 */
export function makeRefresh(tools: RefreshTools): () => Promise<RefreshResult> {
  let running: Promise<RefreshResult> | null = null
  async function renew(startedAt: number): Promise<RefreshResult> {
    const anotherTabDid = tools.lastRenewal() >= startedAt
    if (anotherTabDid) return 'renewed'
    const status = await tools.ask().catch(() => 0)
    if (status >= 200 && status < 300) {
      tools.renewed()
      return 'renewed'
    }
    return status === 401 ? 'ended' : 'unreachable'
  }
  return () => {
    const startedAt = tools.now()
    running ??= tools.exclusively(() => renew(startedAt)).finally(() => (running = null))
    return running
  }
}

const renew = makeRefresh({
  ask: async () => (await fetch('/api/v1/sessions/refresh', { method: 'POST' })).status,
  exclusively: (work) => (navigator.locks ? navigator.locks.request(LOCK, work) : work()) as ReturnType<typeof work>,
  lastRenewal: () => Number(recall(REFRESHED) ?? 0),
  renewed: () => remember(REFRESHED, String(Date.now())),
  now: () => Date.now(),
})

/** Renews the session; when the server says that it is over, the page is told (see `onSessionEnded`). */
export async function refreshSession(): Promise<RefreshResult> {
  const result = await renew()
  if (result === 'ended') endSession()
  return result
}

/** Renews the session before a request when its access token is over or nearly so, and saves the refusal. */
export async function renewInTime(): Promise<void> {
  const end = ownAccessEnd()
  if (signedIn.value && end > 0 && end < Date.now() + IN_TIME) await refreshSession()
}

/** For pictures, whose failure does not tell why: renews at most once a minute, however many of them fail. */
export async function refreshForPictures(): Promise<RefreshResult> {
  const RECENT = 60_000
  if (!isSignedIn()) return 'ended'
  if (Date.now() - Number(recall(REFRESHED) ?? 0) < RECENT) return 'renewed'
  return refreshSession()
}

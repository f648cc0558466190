/**
 * The tries at a back picture: asks for one, follows it until it is done or failed, keeps all of them to choose from.
 * Tries belong to a photo; another photo begins with none.
 */
import { Problem } from '@/api/problem'
import type { Artwork, ArtworkOrder, MakeServer } from '../server/makeServer'

export interface TriesState {
  /** Oldest first; failed ones are not among them. */
  tries: Artwork[]
  /** The one being painted. */
  running: Artwork | null
  /** Why the last one failed, in a sentence; empty when it did not. */
  failure: string
}

export const NO_TRIES: TriesState = { tries: [], running: null, failure: '' }

export interface TriesDeps {
  server: Pick<MakeServer, 'askArtwork' | 'getArtwork' | 'listArtworks'>
  onChange(state: TriesState): void
  /** A picture is ready; the newest one is taken unless the person chose another meanwhile. */
  onDone(artwork: Artwork): void
  /** The server does not know the photo any more. */
  onPhotoLost(): void
  pause(ms: number, signal: AbortSignal): Promise<void>
}

/** Between two looks, in milliseconds. The server may hold its answer, so this is no more than a floor. */
const PAUSE = 250
/** Looks that may fail in a row before the person is told; a phone in a lift is no reason. */
const MOST_MISSES = 8

export interface ArtworkTries {
  /** Begins a try, or finds the one that was begun for the same picture. */
  ask(order: ArtworkOrder): Promise<void>
  /** Looks up the tries of a draft that comes back. */
  load(photoId: string): Promise<void>
  clear(): void
}

export function createArtworkTries(deps: TriesDeps): ArtworkTries {
  let state = NO_TRIES
  let asking = new AbortController()
  let loading = new AbortController()

  const change = (next: Partial<TriesState>) => {
    state = { ...state, ...next }
    deps.onChange(state)
  }

  async function follow(artwork: Artwork, signal: AbortSignal): Promise<Artwork> {
    let misses = 0
    let now = artwork
    while (now.state === 'asked' || now.state === 'running') {
      signal.throwIfAborted()
      change({ running: now })
      await deps.pause(PAUSE * 2 ** misses, signal)
      try {
        now = await deps.server.getArtwork(now.id, signal)
        misses = 0
      } catch (error) {
        const isPassing = error instanceof Problem && error.isTemporary
        if (signal.aborted || !isPassing || ++misses >= MOST_MISSES) throw error
      }
    }
    return now
  }

  function settle(artwork: Artwork): void {
    if (artwork.state === 'failed') {
      change({ running: null, failure: artwork.failure })
      return
    }
    const others = state.tries.filter((each) => each.id !== artwork.id)
    const known = others.length < state.tries.length
    change({ running: null, failure: '', tries: known ? state.tries : [...others, artwork] })
    deps.onDone(artwork)
  }

  return {
    async ask(order) {
      asking.abort()
      asking = new AbortController()
      const { signal } = asking
      const placeholder: Artwork = { id: '', state: 'asked', progress: 0, imageUrl: '', failure: '' }
      change({ running: placeholder, failure: '' })
      try {
        const done = await follow(await deps.server.askArtwork(order, signal), signal)
        if (!signal.aborted) settle(done)
      } catch (cause) {
        if (signal.aborted) return
        change({ running: null, failure: cause instanceof Error ? cause.message : String(cause) })
        if (cause instanceof Problem && 'photoId' in cause.fields) deps.onPhotoLost()
      }
    },
    async load(photoId) {
      const { signal } = loading
      const all = await deps.server.listArtworks(photoId, signal)
      if (signal.aborted) return
      const listed = all.filter((each) => each.state === 'done')
      const newer = state.tries.filter((each) => !listed.some((known) => known.id === each.id))
      change({ tries: [...listed, ...newer] })
    },
    clear() {
      asking.abort()
      loading.abort()
      loading = new AbortController()
      change(NO_TRIES)
    },
  }
}

/** Waits, or fails at once when it is no longer wanted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/**
 * The tries at a back picture: asks our own painter for one, follows it until it is done or failed, keeps all of them to
 * choose from, a model's among them. Tries belong to a photo; another photo begins with none.
 */
import { Problem } from '@/api/problem'
import type { Artwork, ArtworkOrder, MakeServer } from '../server/makeServer'
import { askedFor, follow } from './follow'

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

export interface ArtworkTries {
  /** Begins a try, or finds the one that was begun for the same picture. */
  ask(order: ArtworkOrder): Promise<void>
  /** Looks up the tries of a draft that comes back. */
  load(photoId: string): Promise<void>
  /** One more picture to choose from. */
  add(artwork: Artwork): void
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
  const looking = { ...deps, onLook: (artwork: Artwork) => change({ running: artwork }) }

  function withTry(artwork: Artwork): Artwork[] {
    return state.tries.some(({ id }) => id === artwork.id) ? state.tries : [...state.tries, artwork]
  }

  function settle(artwork: Artwork): void {
    if (artwork.state === 'failed') {
      change({ running: null, failure: artwork.failure })
      return
    }
    change({ running: null, failure: '', tries: withTry(artwork) })
    deps.onDone(artwork)
  }

  return {
    async ask(order) {
      asking.abort()
      asking = new AbortController()
      const { signal } = asking
      change({ running: askedFor(order.style, false), failure: '' })
      try {
        const done = await follow(await deps.server.askArtwork(order, signal), looking, signal)
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
    add: (artwork) => change({ tries: withTry(artwork) }),
    clear() {
      asking.abort()
      loading.abort()
      loading = new AbortController()
      change(NO_TRIES)
    },
  }
}

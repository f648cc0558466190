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
  server: Pick<MakeServer, 'askArtwork' | 'getArtwork' | 'cancelArtwork' | 'listArtworks'>
  onChange(state: TriesState): void
  /** A picture is ready; the newest one is taken unless the person chose another meanwhile. */
  onDone(artwork: Artwork): void
  /** The server does not know the photo any more. */
  onPhotoLost(): void
  pause(ms: number, signal: AbortSignal): Promise<void>
}

export interface ArtworkTries {
  /** Begins a try, or finds the one that was begun for the same picture. One that is still painted is called off: nobody waits for it. */
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
  /** Tries that nobody waits for are called off by then. */
  let calledOff: Promise<void> = Promise.resolve()

  const change = (next: Partial<TriesState>) => {
    state = { ...state, ...next }
    deps.onChange(state)
  }
  const looking = { ...deps, onLook: (artwork: Artwork) => change({ running: artwork }) }

  function withTry(artwork: Artwork): Artwork[] {
    return state.tries.some(({ id }) => id === artwork.id) ? state.tries : [...state.tries, artwork]
  }

  function callOff(running: Artwork | null): void {
    if (!running?.id) return
    const before = calledOff
    // it may be done by now, or the network gone: then it is just one more painting
    calledOff = Promise.all([before, deps.server.cancelArtwork(running.id).catch(() => undefined)]).then(
      () => undefined,
    )
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
      callOff(state.running)
      change({ running: askedFor(order.style, false), failure: '' })
      try {
        // else the same picture, wanted again, would be called off as well
        await calledOff
        signal.throwIfAborted()
        const done = await follow(await deps.server.askArtwork(order, signal), looking, signal)
        if (signal.aborted) return
        if (done.state === 'canceled') return await this.ask(order) // by another page of the same person
        settle(done)
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

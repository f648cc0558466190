/** One try of a generative model at a time: asks for it, follows it for as long as it takes, cancels it, knows what kept it. */
import { Problem } from '@/api/problem'
import type { Artwork, ArtworkOrder, MakeServer } from '../../server/makeServer'
import { askedFor, follow } from '../follow'
import { troubleOf, troubleWith, type Trouble } from './trouble'

export interface AiTryState {
  running: Artwork | null
  /** When the running one was first seen (ms). */
  since: number
  /** It was being painted and waits once more: the model had no time for it. */
  again: boolean
  trouble: Trouble | null
}

export const NO_AI_TRY: AiTryState = { running: null, since: 0, again: false, trouble: null }

export interface AiTryDeps {
  server: Pick<MakeServer, 'askArtwork' | 'getArtwork' | 'cancelArtwork'>
  onChange(state: AiTryState): void
  onDone(artwork: Artwork): void
  /** It came to an end, whichever: what is left today is another number. */
  onEnd(): void
  pause(ms: number, signal: AbortSignal): Promise<void>
  now(): number
}

export interface AiTry {
  ask(order: ArtworkOrder): Promise<void>
  /** Goes on following one that was asked for earlier. */
  resume(artwork: Artwork): Promise<void>
  /** The person doesn't want it any more. */
  cancel(): Promise<void>
  /** The person has read what kept it. */
  dismiss(): void
  /** Lets go of it; it goes on on the server. */
  clear(): void
}

/**
 * A sketch comes with every answer: the server holds it until there is a new one (seconds). Not for long, for what changed
 * between two looks isn't news to it.
 */
const HOLD = 2

export function createAiTry(deps: AiTryDeps): AiTry {
  let state = NO_AI_TRY
  let control = new AbortController()
  let asked: Promise<Artwork> | null = null

  const change = (next: Partial<AiTryState>) => {
    state = { ...state, ...next }
    deps.onChange(state)
  }
  const end = (trouble: Trouble | null = null) => {
    change({ ...NO_AI_TRY, trouble })
    deps.onEnd()
  }

  function look(artwork: Artwork): void {
    const waitsAgain = artwork.state === 'asked' && (state.again || state.running?.state === 'running')
    // the painting doesn't vanish while it waits
    const sketch = artwork.sketch || (state.running?.sketch ?? '')
    change({ running: { ...artwork, sketch }, again: waitsAgain })
  }

  function settle(artwork: Artwork): void {
    if (artwork.state === 'done') deps.onDone(artwork)
    end(artwork.state === 'failed' ? troubleOf(artwork.failureCode, artwork.failure) : null)
  }

  async function run(first: Promise<Artwork>): Promise<void> {
    control.abort()
    control = new AbortController()
    const { signal } = control
    asked = first
    const looking = { ...deps, onLook: look, hold: HOLD }
    try {
      const artwork = await follow(await first, looking, signal)
      if (!signal.aborted) settle(artwork)
    } catch (cause) {
      if (signal.aborted) return
      end(cause instanceof Problem ? troubleWith(cause) : troubleOf('internal', String(cause)))
    }
  }

  return {
    ask(order) {
      change({ ...NO_AI_TRY, running: askedFor(order.style, true), since: deps.now() })
      // not to be aborted: the server may have taken it already, and then it has to be canceled by its name
      return run(deps.server.askArtwork(order))
    },
    resume(artwork) {
      change({ ...NO_AI_TRY, running: artwork, since: deps.now() })
      return run(Promise.resolve(artwork))
    },
    async cancel() {
      const unwanted = asked
      if (!state.running || !unwanted) return
      control.abort()
      end()
      try {
        const { id } = await unwanted
        await deps.server.cancelArtwork(id)
      } catch (cause) {
        if (!(cause instanceof Problem) || cause.code !== 'artwork_done') return
        // it was quicker than the finger, and is there to be looked at
        const done = await deps.server.getArtwork((await unwanted).id).catch(() => null)
        if (done?.state === 'done') deps.onDone(done)
      } finally {
        deps.onEnd()
      }
    },
    dismiss: () => change({ trouble: null }),
    clear() {
      control.abort()
      asked = null
      change(NO_AI_TRY)
    },
  }
}

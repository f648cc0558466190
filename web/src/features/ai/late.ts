/**
 * Pictures of a model that come after their piece was saved. They are remembered on the device, looked for while the app is
 * open, and told wherever the person is. Loaded when there is one, and only then.
 */
import { shallowRef, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import type { Artwork } from '@/api/types'

export interface LatePicture {
  artwork: string
  piece: string
}

export type LateState = 'waiting' | 'done' | 'failed'

export interface LateDeps {
  /** Fails with a Problem. */
  look(artwork: string): Promise<Pick<Artwork, 'state'>>
  read(): LatePicture[]
  write(list: LatePicture[]): void
  /** It is there: tells the person. */
  tell(picture: LatePicture): void
  /** Calls back when something is known of a try, or of any; gives the way to stop. */
  listen(heard: (artwork: string | null) => void): () => void
  later(work: () => void, ms: number): () => void
}

export interface LatePictures {
  /** By piece: of this visit. */
  states: ShallowRef<ReadonlyMap<string, LateState>>
  add(picture: LatePicture): void
  /** Goes on with what an earlier visit left. */
  resume(): void
}

/** Between two looks (ms); what comes live is quicker. */
const PAUSE = 10_000

export function createLatePictures(deps: LateDeps): LatePictures {
  const states = shallowRef<ReadonlyMap<string, LateState>>(new Map())
  const followed = new Map<string, () => void>()
  let stopListening: (() => void) | null = null

  const say = (piece: string, state: LateState) => (states.value = new Map(states.value).set(piece, state))

  function settle(picture: LatePicture, state: LateState): void {
    followed.delete(picture.artwork)
    deps.write(deps.read().filter(({ artwork }) => artwork !== picture.artwork))
    say(picture.piece, state)
    if (state === 'done') deps.tell(picture)
    if (followed.size) return
    stopListening?.()
    stopListening = null
  }

  function follow(picture: LatePicture): void {
    if (followed.has(picture.artwork)) return
    let isLooking = false
    let forget = () => {}
    async function look(): Promise<void> {
      if (isLooking || !followed.has(picture.artwork)) return
      isLooking = true
      forget()
      try {
        const { state } = await deps.look(picture.artwork)
        if (state === 'done') return settle(picture, 'done')
        if (state !== 'asked' && state !== 'running') return settle(picture, 'failed')
      } catch (error) {
        // somebody else is signed in by now, or it was deleted with its photo
        if (!(error instanceof Problem && error.isTemporary)) return settle(picture, 'failed')
      } finally {
        isLooking = false
      }
      forget = deps.later(() => void look(), PAUSE)
    }
    followed.set(picture.artwork, () => void look())
    say(picture.piece, 'waiting')
    stopListening ??= deps.listen((artwork) => {
      for (const [id, lookNow] of [...followed]) if (artwork === null || artwork === id) lookNow()
    })
    void look()
  }

  return {
    states,
    add(picture) {
      deps.write([...deps.read().filter(({ artwork }) => artwork !== picture.artwork), picture])
      follow(picture)
    },
    resume: () => deps.read().forEach(follow),
  }
}

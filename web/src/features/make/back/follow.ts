/** Follows a try at a back picture until it is done, failed or canceled. */
import { Problem } from '@/api/problem'
import type { Artwork, MakeServer } from '../server/makeServer'

/** Between two looks, in milliseconds. The server may hold its answer, so this is no more than a floor. */
const PAUSE = 250
/** Looks that may fail in a row before the person is told; a phone in a lift is no reason. */
const MOST_MISSES = 8

export interface FollowDeps {
  server: Pick<MakeServer, 'getArtwork'>
  pause(ms: number, signal: AbortSignal): Promise<void>
  /** Called with every look while it goes on. */
  onLook(artwork: Artwork): void
  /** Seconds for which the server may hold its answer. */
  hold?: number
}

export const isUnsettled = ({ state }: Artwork): boolean => state === 'asked' || state === 'running'

export async function follow(first: Artwork, deps: FollowDeps, signal: AbortSignal): Promise<Artwork> {
  let misses = 0
  let now = first
  while (isUnsettled(now)) {
    signal.throwIfAborted()
    deps.onLook(now)
    await deps.pause(PAUSE * 2 ** misses, signal)
    try {
      now = await deps.server.getArtwork(now.id, signal, deps.hold)
      misses = 0
    } catch (error) {
      const isPassing = error instanceof Problem && error.isTemporary
      if (signal.aborted || !isPassing || ++misses >= MOST_MISSES) throw error
    }
  }
  return now
}

/** Stands for a try until the server answered. */
export const askedFor = (style: Artwork['style'], byAi: boolean): Artwork => ({
  ...{ id: '', state: 'asked', progress: 0, byAi, style },
  ...{ sketch: '', ahead: 0, imageUrl: '', failure: '', failureCode: '' },
})

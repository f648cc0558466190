/** What the client of the chat needs from where it runs: a browser, Node, or a test. */

export interface Clock {
  /** Milliseconds. */
  now(): number
  /** Does the work later; gives the way to leave it. */
  later(work: () => void, ms: number): () => void
  /** 0 up to 1. */
  random(): number
}

export interface Lock {
  /** Does the work while no other holder of this name does its own, in other tabs neither. */
  run<T>(name: string, work: () => Promise<T>): Promise<T>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  later(work, ms) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
}

/** A time around this one, so that devices that lost something together don't come back together. */
export const about = (clock: Clock, ms: number): number => ms * (0.75 + clock.random() / 2)

/** How long to wait after so many failures in a row: doubles each time, up to `most`. */
export const pauseAfter = (clock: Clock, failures: number, first: number, most: number): number =>
  about(clock, Math.min(most, first * 2 ** Math.max(0, failures - 1)))

/** One after the other within this page; what a browser without Web Locks has. */
export function pageLock(): Lock {
  const ends = new Map<string, Promise<unknown>>()
  return {
    run(name, work) {
      const turn = (ends.get(name) ?? Promise.resolve()).then(work)
      const end = turn.catch(() => undefined)
      ends.set(name, end)
      void end.then(() => ends.get(name) === end && ends.delete(name))
      return turn
    },
  }
}

/** Characters that the server takes for the id of a send. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

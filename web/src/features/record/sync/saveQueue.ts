/**
 * Decides when to save: a moment after the last letter, while typing goes on every ten seconds, never two at once,
 * and again with growing patience after a failure that may pass. What is saved, and what its outcome means, is `work`'s.
 */
import { readonly, ref, shallowReadonly, shallowRef, type Ref } from 'vue'
import type { Problem } from '@/api/problem'

/** Rest after which what was typed is saved, and the longest that it waits while typing goes on (ms). */
export const REST = 800
export const LONGEST_WAIT = 10_000
/** The first pause after a failure doubles with each further one, up to the last (ms). */
const FIRST_PAUSE = 1_500
const LAST_PAUSE = 60_000

/**
 * `saved`: nothing to do. `waiting`: a save will begin soon. `saving`. `failed`: the last save failed; it is tried again
 * by itself when the failure may pass. `held`: somebody has to decide first.
 */
export type SavePhase = 'saved' | 'waiting' | 'saving' | 'failed' | 'held'

export interface SaveWork {
  /** Whether there is something to save. */
  isDue(): boolean
  /** Saves the newest; rejects with a Problem. `leaving`: the page goes away meanwhile. */
  save(leaving: boolean): Promise<void>
}

export interface SaveQueue {
  phase: Readonly<Ref<SavePhase>>
  /** Why the last save failed. */
  problem: Readonly<Ref<Problem | null>>
  /** Something was changed. */
  touch(): void
  /** Saves what is due without waiting, and resolves when that has ended, well or not. */
  flush(leaving?: boolean): Promise<void>
  /** Tries again now if the last save failed. */
  retry(): void
  /** Saves nothing until `release`. */
  hold(): void
  release(): void
  /** No more saves; one that is on its way arrives. */
  stop(): void
}

export function createSaveQueue(work: SaveWork): SaveQueue {
  const phase = ref<SavePhase>('saved')
  const problem = shallowRef<Problem | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let dueSince = 0
  let failures = 0
  let held = false
  let stopped = false

  function plan(delay: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void run(), delay)
  }

  function touch(): void {
    if (stopped || held || running) return // a save that ends looks for itself what has become due
    if (!work.isDue()) {
      if (!failures) settle()
      return
    }
    if (failures) return // its own time comes
    if (phase.value !== 'waiting') dueSince = Date.now()
    phase.value = 'waiting'
    plan(Math.max(0, Math.min(REST, dueSince + LONGEST_WAIT - Date.now())))
  }

  function settle(): void {
    clearTimeout(timer)
    failures = 0
    problem.value = null
    phase.value = 'saved'
  }

  function run(leaving = false): Promise<void> {
    clearTimeout(timer)
    running ??= saveOnce(leaving).finally(() => {
      running = null
      // what was typed meanwhile
      if (!held && !stopped && !failures) touch()
    })
    return running
  }

  async function saveOnce(leaving: boolean): Promise<void> {
    if (stopped || held) return
    if (!work.isDue()) return settle()
    phase.value = 'saving'
    try {
      await work.save(leaving)
      failures = 0
      problem.value = null
      if (!held) phase.value = 'saved'
    } catch (error) {
      if (held || stopped) return
      failures++
      problem.value = error as Problem
      phase.value = 'failed'
      if (problem.value.isTemporary) plan(pause(problem.value))
    }
  }

  const pause = ({ retryAfter = 0 }: Problem): number =>
    Math.max(retryAfter * 1000, Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1)))

  return {
    phase: readonly(phase),
    problem: shallowReadonly(problem),
    touch,

    async flush(leaving = false) {
      if (running) await running
      // once for what nobody knows the outcome of, and once for what was written since
      for (let saves = 0; saves < 2 && !held && !stopped && work.isDue(); saves++) {
        await run(leaving)
        if (failures) return
      }
    },

    retry() {
      if (failures && !running && !held) void run()
    },

    hold() {
      held = true
      clearTimeout(timer)
      phase.value = 'held'
    },

    release() {
      held = false
      settle()
      touch()
    },

    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}

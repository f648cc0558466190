/** Keeps the draft on this device with every letter: one write at a time, the newest next, the ones between left out. */
import { ref, shallowReadonly, type Ref } from 'vue'
import type { KeptRecord, RecordStorage } from './recordStorage'

export interface Keeper {
  /** The device refused to keep the draft (private window, full disk). */
  unsafe: Readonly<Ref<boolean>>
  /** Keeps this; null when the server has everything. Resolves when that, or something newer, is done. */
  keep(record: KeptRecord | null): Promise<void>
}

export function createKeeper(storage: RecordStorage, key: string): Keeper {
  const unsafe = ref(false)
  let newest: { record: KeptRecord | null } | null = null
  let isBusy = false
  let done = Promise.resolve()
  let stored = true // something may be there from before

  async function work(): Promise<void> {
    while (newest) {
      const { record } = newest
      newest = null
      try {
        if (record) {
          stored = true
          await storage.write(key, record)
        } else if (stored) {
          await storage.remove(key)
          stored = false
        }
        unsafe.value = false
      } catch {
        unsafe.value = true
      }
    }
    isBusy = false // here, and not when the promise has settled: what comes in between would wait for ever
  }

  return {
    unsafe: shallowReadonly(unsafe),
    keep(record) {
      newest = { record }
      if (!isBusy) {
        isBusy = true
        done = work()
      }
      return done
    },
  }
}

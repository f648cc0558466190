/**
 * One page of this browser writes a record at a time, the one that was opened last: two would overwrite what each keeps
 * on the device. Browsers give locks to secure pages only; without them the conflict of two versions still is told.
 */
import { ref, type Ref } from 'vue'

export interface OnlyHere {
  /** Another page has taken over. */
  lost: Ref<boolean>
  claim(name: string): void
  release(): void
}

export function useOnlyHere(): OnlyHere {
  const lost = ref(false)
  let release = () => {}
  return {
    lost,
    claim(name) {
      release()
      lost.value = false
      if (!navigator.locks) return
      let mine = true
      const held = new Promise<void>((end) => {
        release = () => {
          mine = false
          end()
        }
      })
      navigator.locks
        .request(name, { steal: true }, () => held)
        .catch(() => {
          if (mine) lost.value = true
        })
    },
    release: () => release(),
  }
}

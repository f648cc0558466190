/** Writes the draft when the page may be going away; a phone gives no other warning before it closes an app. */
import { onBeforeUnmount, onMounted } from 'vue'
import type { DraftHandle } from './useDraft'

export function useFlushOnLeave(handle: DraftHandle): void {
  const flush = () => void handle.flush()
  const flushWhenHidden = () => {
    if (document.visibilityState === 'hidden') flush()
  }
  onMounted(() => {
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', flushWhenHidden)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', flushWhenHidden)
    handle.stop()
  })
}

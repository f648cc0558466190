import { onBeforeUnmount, onMounted } from 'vue'

/** Calls back when the page may be going away; a phone gives no other warning before it closes an app. */
export function useLeaving(leaving: () => void): void {
  const whenHidden = () => {
    if (document.visibilityState === 'hidden') leaving()
  }
  onMounted(() => {
    window.addEventListener('pagehide', leaving)
    document.addEventListener('visibilitychange', whenHidden)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', leaving)
    document.removeEventListener('visibilitychange', whenHidden)
  })
}

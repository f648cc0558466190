import { onScopeDispose, ref } from 'vue'

const STEP = 20_000

/** The clock of this device (ms), going on while the page is seen. */
export function useNow() {
  const now = ref(Date.now())
  const tick = () => {
    if (document.visibilityState === 'visible') now.value = Date.now()
  }
  const timer = setInterval(tick, STEP)
  document.addEventListener('visibilitychange', tick)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
  })
  return now
}

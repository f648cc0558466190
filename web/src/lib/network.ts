import { computed, readonly, ref } from 'vue'

/**
 * Whether the server can be reached. `navigator.onLine` alone lies (a café's network without
 * internet is "online"), so what really happened to the requests counts as well.
 */
const lost = ref(false)
const systemSays = ref(typeof navigator === 'undefined' ? true : navigator.onLine !== false)

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => {
    systemSays.value = true
    lost.value = false
  })
  window.addEventListener('offline', () => (systemSays.value = false))
}

/** A request got no answer, or only one from the cache of the service worker. */
export const networkLost = (): void => void (lost.value = true)
/** The server itself answered. */
export const networkFound = (): void => void (lost.value = false)

const offline = computed(() => lost.value || !systemSays.value)
export const useOffline = () => readonly(offline)

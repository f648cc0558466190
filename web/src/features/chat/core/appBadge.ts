/** The number on the app's icon, where the system shows one. */
import { QueryObserver, type QueryClient } from '@tanstack/vue-query'
import { watch } from 'vue'
import { unreadQuery } from '@/api/rooms'
import { useSignedIn } from '@/api/session'

export function showAppBadge(queries: QueryClient): void {
  if (!('setAppBadge' in navigator)) return
  // refused where the app isn't installed
  const show = (count: number) => void navigator.setAppBadge(count).catch(() => undefined)
  let stop = () => {}
  watch(
    useSignedIn(),
    (isIn) => {
      stop()
      if (!isIn) return show(0)
      const observer = new QueryObserver(queries, { ...unreadQuery, enabled: false })
      stop = observer.subscribe(({ data }) => show((data?.open ?? 0) + (data?.direct ?? 0)))
    },
    { immediate: true },
  )
}

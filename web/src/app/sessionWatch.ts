import type { QueryClient } from '@tanstack/vue-query'
import type { Router } from 'vue-router'
import { onSessionEnded, renewInTime } from '@/api/session'
import { leavePush } from '@/features/push/leave'
import { text } from '@/i18n'
import { forget } from '@/lib/caches'
import { toast } from '@/lib/toast'
import { loginFor } from './router'

/** When the session is over, nothing of it stays on the page, and the login leads back to where the person was. */
export function installSessionWatch(router: Router, client: QueryClient): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void renewInTime()
  })
  onSessionEnded(() => {
    const { fullPath, meta } = router.currentRoute.value
    client.clear()
    void forget()
    void leavePush() // the server has let go of it with the session
    toast(text('problem.sessionEnded'))
    if (meta.who !== 'guest') void router.push(loginFor(fullPath))
  })
}

/** What pages have to do with push messages besides turning them on. */
import type { QueryClient } from '@tanstack/vue-query'
import { watch } from 'vue'
import type { Router } from 'vue-router'
import { meQuery } from '@/api/me'
import { useSignedIn } from '@/api/session'
import { returnPath } from '@/app/router'
import { currentLanguage } from '@/i18n'
import { push } from './here'

/** By the service worker (see worker.ts). */
type Told = { type?: string; url?: string } | null

const ROOM = /^\/rooms\/([^/]+)$/

/** Notifications of a room go when somebody looks at it. */
async function clear(path: string): Promise<void> {
  const room = ROOM.exec(path)?.[1]
  if (!room || document.visibilityState !== 'visible') return
  const registration = await navigator.serviceWorker.getRegistration()
  const shown = (await registration?.getNotifications?.({ tag: room })) ?? []
  shown.forEach((notification) => notification.close())
}

/** Follows notifications that were pressed, takes away those that are read, and renews the subscription. */
export function installPush(router: Router, queries: QueryClient): void {
  const clearHere = () => void clear(router.currentRoute.value.path).catch(() => undefined)
  navigator.serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<Told>) => {
    if (data?.type === 'PUSH_OPEN') void router.push(returnPath(data.url))
    if (data?.type === 'PUSH_WHERE') ports[0]?.postMessage(router.currentRoute.value.path)
  })
  router.afterEach(clearHere)
  document.addEventListener('visibilitychange', clearHere)
  clearHere()

  async function renew(): Promise<void> {
    const me = await queries.ensureQueryData(meQuery)
    await push.renew(me.id, currentLanguage())
  }
  watch(useSignedIn(), (isIn) => isIn && void renew().catch(() => undefined), { immediate: true }) // or the next time
}

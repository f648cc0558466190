import type { QueryClient } from '@tanstack/vue-query'
import type { RouteLocationRaw, Router } from 'vue-router'
import { meQuery } from '@/api/me'
import { isSignedIn } from '@/api/session'

/** Who asked to be deleted and is here again is asked first whether to stay, wherever they came in. */
export function installReturnWatch(router: Router, client: QueryClient): void {
  const leaves = () => isSignedIn() && Boolean(client.getQueryData(meQuery.queryKey)?.leavesAt)
  const back = (path: string): RouteLocationRaw => ({ name: 'back', query: path === '/' ? {} : { next: path } })

  router.beforeEach((to) => (to.name !== 'back' && leaves() ? back(to.fullPath) : undefined))
  client.getQueryCache().subscribe(({ query }) => {
    const { name, fullPath } = router.currentRoute.value
    if (query.queryKey[0] === meQuery.queryKey[0] && name && name !== 'back' && leaves())
      void router.replace(back(fullPath))
  })
}

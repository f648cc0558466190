import { nextTick } from 'vue'
import type { Router } from 'vue-router'

/** After a change of page the focus goes to its beginning, so that keys and screen readers start there. */
export function installFocus(router: Router): void {
  router.afterEach(async (to, from, failure) => {
    const firstPage = !from.matched.length
    if (failure || firstPage || to.path === from.path) return
    await nextTick()
    document.getElementById('main')?.focus({ preventScroll: true })
  })
}

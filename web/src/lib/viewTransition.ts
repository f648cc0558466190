import { nextTick, ref } from 'vue'
import type { Router } from 'vue-router'

/** A slow page must not freeze the screen: the old picture is let go after this time (ms). */
const PATIENCE = 600

/** The piece that flies from the list to its page in the running transition. */
export const heroId = ref<string | null>(null)

export const stillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Wraps changes between pages that ask for it (`meta.morph`) in a view transition, where the browser knows them. */
export function installViewTransitions(router: Router): void {
  let finish: (() => void) | null = null
  const release = () => {
    finish?.()
    finish = null
  }

  router.beforeResolve((to, from) => {
    release()
    const isNewPage = to.path !== from.path || to.query.photo === from.query.photo // no page, a photo over it
    const wanted = (to.meta.morph || from.meta.morph) && isNewPage
    if (!wanted || !from.matched.length || !document.startViewTransition || stillness()) return
    return new Promise<void>((captured) => {
      const done = new Promise<void>((resolve) => (finish = resolve))
      const transition = document.startViewTransition(() => {
        captured()
        return done
      })
      setTimeout(release, PATIENCE)
      transition.finished.catch(() => {})
      transition.ready.catch(() => {})
    })
  })
  // not in an animation frame: the page is not drawn until the transition's callback settles, so none would come
  router.afterEach(() => void nextTick(release))
  router.onError(release)
}

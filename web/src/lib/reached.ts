import { onBeforeUnmount, watch, type Ref } from 'vue'

/** So far before it is seen, the next part of a list is fetched. */
const AHEAD = '900px'

/** Calls back when the element comes near the screen, and again each time it does so anew. */
export function useReached(element: Ref<HTMLElement | undefined>, reached: () => void): void {
  if (!('IntersectionObserver' in globalThis)) return
  const observer = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && reached(), {
    rootMargin: AHEAD,
  })
  watch(
    element,
    (el, before) => {
      if (before) observer.unobserve(before)
      if (el) observer.observe(el)
    },
    { immediate: true, flush: 'post' },
  )
  onBeforeUnmount(() => observer.disconnect())
}

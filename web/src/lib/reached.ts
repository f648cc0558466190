import { onBeforeUnmount, watch, type Ref } from 'vue'

/** So far before it is seen, the next part of a list is fetched. */
const AHEAD = '900px'

/**
 * Calls back when the element comes near the screen, and again each time it does so anew.
 * The function that it gives looks again: where an added part was short, the element is still near.
 */
export function useReached(element: Ref<HTMLElement | undefined>, reached: () => void): () => void {
  if (!('IntersectionObserver' in globalThis)) return () => undefined
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
  return () => {
    if (!element.value) return
    observer.unobserve(element.value)
    observer.observe(element.value)
  }
}

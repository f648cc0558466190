/**
 * Which photo is shown in full: a part of the page's address, so that the way back closes it and a reload keeps it.
 * Going from photo to photo makes no steps to go back through.
 */
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface LargeView {
  /** From 0; null when none is. */
  index: ComputedRef<number | null>
  open(index: number): void
  go(index: number): void
  close(): void
}

export function useLargeView(count: Readonly<ComputedRef<number>>): LargeView {
  const route = useRoute()
  const router = useRouter()
  const index = computed(() => {
    const place = Number(route.query.photo)
    return Number.isInteger(place) && place >= 1 && place <= count.value ? place - 1 : null
  })
  const at = (i: number) => ({ query: { ...route.query, photo: String(i + 1) } })
  return {
    index,
    open: (i) => void router.push(at(i)),
    go: (i) => void router.replace(at(i)),
    close() {
      const query = { ...route.query }
      delete query.photo
      const before = router.options.history.state.back
      const isOurs = typeof before === 'string' && router.resolve(before).path === route.path
      if (isOurs) router.back()
      else void router.replace({ query })
    },
  }
}

/** Cakes as they are typed for: ours at once, those of the outside catalogues after a rest. */
import { useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { lookUpCakes } from '@/api/cakeEdits'
import type { CakeSummary } from '@/api/types'
import { useSearchText } from '@/features/pieces/useSearchText'
import { useCakeList } from '@/features/cakes/useCakeList'
import { lookupTitle, restBefore } from './lookup'

/** How long an answer of the outside catalogues is good for (ms). */
const FRESH = 10 * 60_000

export function useCakeSearch(first = '') {
  const q = ref(first)
  const text = useSearchText(q, (wanted) => (q.value = wanted))
  const list = useCakeList(() => ({ list: 'hot' as const, q: q.value }))

  /** What has rested long enough to be looked up. */
  const rested = ref('')
  /** Nobody set up an outside catalogue. */
  const off = ref(false)
  const lookup = useQuery({
    queryKey: computed(() => ['cakes', 'lookup', rested.value]),
    queryFn: ({ signal }) => lookUpCakes(rested.value, signal),
    enabled: computed(() => rested.value !== '' && !off.value),
    staleTime: FRESH,
    retry: false,
  })
  watch(lookup.data, (answer) => (off.value ||= answer?.state === 'off'))

  let timer: ReturnType<typeof setTimeout> | undefined
  watch([q, list.answered, () => list.items.value.length], () => {
    clearTimeout(timer)
    const title = off.value ? '' : lookupTitle(q.value)
    if (title !== rested.value) rested.value = ''
    if (!title || title === rested.value || !list.answered.value) return
    timer = setTimeout(() => (rested.value = title), restBefore(list.items.value.length))
  })
  onScopeDispose(() => clearTimeout(timer))

  const more = computed(() => (rested.value && lookup.data.value?.items) || [])
  const cakes = computed<CakeSummary[]>(() => {
    // at the end, so that nothing moves away from under a finger
    const known = new Set(list.items.value.map(({ id }) => id))
    return [...list.items.value, ...more.value.filter(({ id }) => !known.has(id))]
  })

  return {
    q,
    text,
    cakes,
    list,
    /** The outside catalogues are being asked. */
    looking: computed(() => rested.value !== '' && lookup.isFetching.value),
    /** All who could know were asked, and there is nothing. */
    nothing: computed(() => list.empty.value && !more.value.length && !lookup.isFetching.value),
  }
}

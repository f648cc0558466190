import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { calendarQuery } from '@/api/pieces'
import type { PieceSummary } from '@/api/types'
import { addMonths, isDay, isMonth, monthOf, today, type Day, type Month } from '@/lib/date'

/** Which month and day are shown, kept in the address so that going back finds them again, and what is in them. */
export function useCalendar() {
  const route = useRoute()
  const router = useRouter()
  const client = useQueryClient()
  const now = today()

  const day = computed<Day>(() => {
    const { day: wanted, month } = route.query
    if (isDay(wanted)) return wanted
    if (isMonth(month) && month !== monthOf(now)) return `${month}-01`
    return now
  })
  const month = computed<Month>(() => monthOf(day.value))

  const goTo = (wanted: Day) => router.replace({ query: wanted === now ? {} : { day: wanted } })

  const query = useQuery(computed(() => ({ ...calendarQuery(month.value), placeholderData: keepPreviousData })))
  const byDay = computed(
    () =>
      new Map<Day, PieceSummary[]>(
        query.data.value?.month === month.value
          ? (query.data.value.days ?? []).map((d) => [d.day, d.pieces ?? []])
          : [],
      ),
  )
  const total = computed(() => (query.data.value?.month === month.value ? query.data.value.total : undefined))
  const ofDay = computed(() => byDay.value.get(day.value) ?? [])

  watch(
    month,
    (shown) => {
      for (const step of [-1, 1]) void client.prefetchQuery(calendarQuery(addMonths(shown, step)))
    },
    { immediate: true },
  )

  return { now, day, month, byDay, ofDay, total, query, goTo }
}

import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { statisticsQuery, yearsQuery, type Years } from '@/api/statistics'
import { today } from '@/lib/date'

/** The years that an address asks for: this one, or the latest with pieces, unless it says. */
export function wantedYears(asked: unknown, known: readonly number[], thisYear: number): Years {
  if (asked === 'all') return 'all'
  if (typeof asked === 'string' && /^(19|20)\d\d$/.test(asked)) return Number(asked)
  return known.includes(thisYear) ? thisYear : (known.find((year) => year < thisYear) ?? known[0] ?? thisYear)
}

/** Which years are shown, kept in the address, and their statistics. */
export function useStatistics() {
  const route = useRoute()
  const now = today()
  const thisYear = Number(now.slice(0, 4))
  const years = useQuery(yearsQuery)
  const known = computed(() => years.data.value?.items.map((y) => y.year) ?? [])
  const shown = computed(() => wantedYears(route.query.year, known.value, thisYear))
  const query = useQuery(
    computed(() => ({
      ...statisticsQuery(shown.value, now),
      enabled: years.data.value !== undefined || route.query.year !== undefined,
      placeholderData: keepPreviousData,
    })),
  )
  return { now, thisYear, years, known, shown, query }
}

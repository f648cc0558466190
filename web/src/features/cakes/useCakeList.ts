import type { MaybeRefOrGetter } from 'vue'
import { cakesQuery, type CakesWanted } from '@/api/cakes'
import type { CakeList, CakeSummary } from '@/api/types'
import { usePages } from '@/api/usePages'

/** A list of cakes, page by page. */
export const useCakeList = (wanted: MaybeRefOrGetter<CakesWanted>, enabled: MaybeRefOrGetter<boolean> = true) =>
  usePages<CakesWanted, CakeSummary, CakeList>(wanted, {
    query: cakesQuery,
    sameList: (a, b) => a.list === b.list,
    enabled,
  })

export type ShownCakes = ReturnType<typeof useCakeList>

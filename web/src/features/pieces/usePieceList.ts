import { computed, type MaybeRefOrGetter } from 'vue'
import { listQuery, type ListWanted } from '@/api/pieces'
import type { PieceList, PieceSummary } from '@/api/types'
import { usePages } from '@/api/usePages'

const sameList = (a: ListWanted, b: ListWanted) => a.scope === b.scope && a.owner === b.owner && a.cake === b.cake

/** A list of pieces, page by page. */
export function usePieceList(wanted: MaybeRefOrGetter<ListWanted>, enabled: MaybeRefOrGetter<boolean> = true) {
  const { items, first, ...list } = usePages<ListWanted, PieceSummary, PieceList>(wanted, {
    query: listQuery,
    sameList,
    enabled,
  })
  return { ...list, pieces: items, total: computed(() => first.value?.total) }
}

export type ShownList = ReturnType<typeof usePieceList>

import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { toProblem } from '@/api/client'
import { listQuery, mergePages, type ListWanted } from '@/api/pieces'
import type { PieceList } from '@/api/types'

const sameList = (a: ListWanted, b: ListWanted) => a.scope === b.scope && a.owner === b.owner

/**
 * A list of pieces, page by page. While another search or kind is on its way, or can't be had,
 * what is shown stays.
 */
export function usePieceList(wanted: MaybeRefOrGetter<ListWanted>, enabled: MaybeRefOrGetter<boolean> = true) {
  const now = computed(() => toValue(wanted))
  const query = useInfiniteQuery(computed(() => ({ ...listQuery(now.value), enabled: toValue(enabled) })))
  const {
    data,
    error,
    hasNextPage,
    isFetching,
    isFetchingNextPage,
    isFetchNextPageError,
    dataUpdatedAt,
    fetchNextPage,
    refetch,
  } = query

  const last = shallowRef<{ wanted: ListWanted; pages: PieceList[] }>()
  watch(
    data,
    (answer) => {
      if (answer) last.value = { wanted: now.value, pages: answer.pages }
    },
    { immediate: true, flush: 'sync' },
  )
  const pages = computed(() => {
    if (data.value) return data.value.pages
    return last.value && sameList(last.value.wanted, now.value) ? last.value.pages : undefined
  })
  const pieces = computed(() => mergePages(pages.value ?? []))

  return {
    pieces,
    total: computed(() => pages.value?.[0]?.total),
    /** There is an answer to what is asked for now. */
    answered: computed(() => data.value !== undefined),
    /** Nothing can be shown yet. */
    loading: computed(() => !pages.value && !error.value),
    /** What is shown is of another search or kind than what is asked for. */
    waiting: computed(() => !data.value && isFetching.value),
    loadingMore: isFetchingNextPage,
    hasMore: computed(() => Boolean(data.value && hasNextPage.value)),
    /** All of it was looked through, and there is nothing. */
    empty: computed(() => Boolean(data.value) && !pieces.value.length && !hasNextPage.value),
    problem: computed(() => (error.value ? toProblem(error.value) : null)),
    /** The next page, if there is one and nothing else is on its way. */
    more: () => {
      if (hasNextPage.value && !isFetching.value && !error.value) void fetchNextPage()
    },
    /** Changes with every page that came. */
    moved: computed(() => `${dataUpdatedAt.value} ${isFetching.value}`),
    retry: () => void (isFetchNextPageError.value ? fetchNextPage() : refetch()),
  }
}

export type ShownList = ReturnType<typeof usePieceList>

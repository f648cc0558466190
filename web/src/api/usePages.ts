import { useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/vue-query'
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { toProblem } from './client'

/** One page of a list, as every list of the API comes. */
export interface Page<T> {
  items: readonly T[] | null
  next?: string
}

/** How a list is asked for, page by page with the cursors of the server. */
export interface PagesQuery<P> {
  queryKey: QueryKey
  queryFn: (context: { pageParam: string; signal: AbortSignal }) => Promise<P>
  initialPageParam: string
  getNextPageParam: (last: P) => string | undefined
  gcTime: number
  staleTime?: number
}

/** Lists stay longer than other answers, so that coming back finds the place in them. */
const LIST_KEPT = 30 * 60_000

/** Requests for a list that nobody waits for any more are given up. */
export const pagesQuery = <P extends Page<unknown>>(
  queryKey: QueryKey,
  ask: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<P>,
): PagesQuery<P> => ({
  queryKey,
  queryFn: ({ pageParam, signal }) => ask(pageParam ? { cursor: pageParam } : {}, signal),
  initialPageParam: '',
  getNextPageParam: (last) => last.next || undefined,
  gcTime: LIST_KEPT,
})

/** One list of the pages: what moved to a later page while scrolling is shown once. */
export function mergePages<T extends { id: string }>(pages: readonly Page<T>[]): T[] {
  const byId = new Map<string, T>()
  for (const { items } of pages) {
    for (const item of items ?? []) if (!byId.has(item.id)) byId.set(item.id, item)
  }
  return [...byId.values()]
}

export interface PagesOf<W, P> {
  query: (wanted: W) => PagesQuery<P>
  /** What of one list may stand there while the other is on its way. */
  sameList: (a: W, b: W) => boolean
  enabled?: MaybeRefOrGetter<boolean>
}

/**
 * A list, page by page. While another search or filter of the same list is on its way, or can't be had,
 * what is shown stays.
 */
export function usePages<W, T extends { id: string }, P extends Page<T>>(
  wanted: MaybeRefOrGetter<W>,
  { query: queryOf, sameList, enabled = true }: PagesOf<W, P>,
) {
  const now = computed(() => toValue(wanted))
  const query = useInfiniteQuery<P, Error, InfiniteData<P, string>, QueryKey, string>(
    computed(() => ({ ...queryOf(now.value), enabled: toValue(enabled) })),
  )
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

  const last = shallowRef<{ wanted: W; pages: P[] }>()
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
  const items = computed(() => mergePages<T>(pages.value ?? []))

  return {
    items,
    first: computed(() => pages.value?.[0]),
    /** There is an answer to what is asked for now. */
    answered: computed(() => data.value !== undefined),
    /** Nothing can be shown yet. */
    loading: computed(() => !pages.value && !error.value),
    /** What is shown is of another search or filter than what is asked for. */
    waiting: computed(() => !data.value && isFetching.value),
    loadingMore: isFetchingNextPage,
    hasMore: computed(() => Boolean(data.value && hasNextPage.value)),
    /** All of it was looked through, and there is nothing. */
    empty: computed(() => Boolean(data.value) && !items.value.length && !hasNextPage.value),
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

/** What a grid needs to know of its list. */
export type ShownPages = Omit<ReturnType<typeof usePages>, 'items' | 'first'>

import { reactive, toRefs, type MaybeRefOrGetter } from 'vue'
import { usePages, type Page, type PagesQuery } from '@/api/usePages'

/** A list of the page whose filter may change; `state` is what AdminList needs. */
export function useList<W, T extends { id: string }, P extends Page<T>>(
  wanted: MaybeRefOrGetter<W>,
  query: (wanted: W) => PagesQuery<P>,
) {
  const list = usePages<W, T, P>(wanted, { query, sameList: () => false })
  const { loading, empty, hasMore, loadingMore, problem } = list
  return {
    ...toRefs(reactive({ items: list.items })),
    more: list.more,
    retry: list.retry,
    state: reactive({ loading, empty, hasMore, loadingMore, problem }),
  }
}

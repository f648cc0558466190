/** Who can be named in a room: the people in it, asked for when the first name is typed. */
import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { useMe } from '@/api/me'
import { roomPeopleQuery } from '@/api/rooms'
import type { Candidate } from './mention'

/** Of very large rooms the first of them. */
const MOST_PAGES = 4

export function useMentionable(room: () => string) {
  const wanted = ref(false)
  const { data: me } = useMe()
  const query = useInfiniteQuery(
    computed(() => ({ ...roomPeopleQuery(room()), enabled: wanted.value && !!room(), staleTime: 60_000 })),
  )
  watch(
    [query.data, query.isFetching],
    ([data, busy]) => {
      const pages = data?.pages.length ?? 0
      if (wanted.value && !busy && pages > 0 && pages < MOST_PAGES && query.hasNextPage.value)
        void query.fetchNextPage()
    },
    { immediate: true },
  )
  const people = computed<Candidate[]>(() =>
    (query.data.value?.pages ?? []).flatMap(({ items }) =>
      items.flatMap(({ person }) =>
        person.id === me.value?.id ? [] : [{ id: person.id, nickname: person.nickname, picture: person.picture }],
      ),
    ),
  )
  return { people, want: () => void (wanted.value = true) }
}

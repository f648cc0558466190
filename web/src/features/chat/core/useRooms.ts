import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { roomsQuery } from '@/api/rooms'
import type { RoomKind, RoomList, RoomRow } from '@/api/roomTypes'
import { useSignedIn } from '@/api/session'
import { usePages } from '@/api/usePages'
import { byActivity } from './rows'

/** My rooms of a kind, live: who was last active is first. */
export function useRooms(kind: MaybeRefOrGetter<RoomKind>) {
  const { items, ...pages } = usePages<RoomKind, RoomRow, RoomList>(() => toValue(kind), {
    query: roomsQuery,
    sameList: (a, b) => a === b,
    enabled: useSignedIn(),
  })
  return { rooms: computed(() => byActivity(items.value)), ...pages }
}

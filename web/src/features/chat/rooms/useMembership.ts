import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/vue-query'
import { useNewTitles } from '@/features/titles/useNewTitles'
import { rooms, roomKey, roomListKey, roomsKey } from '@/api/rooms'
import type { RoomList, RoomRow } from '@/api/roomTypes'
import { kinds } from './address'

/** Joining, leaving and muting from outside of a room. A failed change says so by itself. */
export function useMembership() {
  const client = useQueryClient()
  const newTitles = useNewTitles()

  /** What the lists show of a room, changed at once; the answers of the server correct it. */
  function changeRow(id: string, change: (row: RoomRow) => RoomRow | undefined): void {
    for (const kind of kinds) {
      client.setQueryData<InfiniteData<RoomList, string>>(
        roomListKey(kind),
        (list) =>
          list && {
            ...list,
            pages: list.pages.map((page) => ({
              ...page,
              items: page.items.flatMap((row) => (row.id === id ? (change(row) ?? []) : row)),
            })),
          },
      )
    }
  }
  const again = () => client.invalidateQueries({ queryKey: roomsKey, refetchType: 'active' })

  const mute = useMutation({
    mutationFn: ({ id, muted }: { id: string; muted: boolean }) => rooms.adjust(id, { muted }),
    onSuccess: (room) => {
      client.setQueryData(roomKey(room.id), room)
      changeRow(room.id, (row) => ({ ...row, muted: room.muted }))
    },
    onSettled: again,
  })

  const leave = useMutation({
    mutationFn: (id: string) => rooms.leave(id),
    onSuccess: (_, id) => {
      changeRow(id, () => undefined)
      client.removeQueries({ queryKey: roomKey(id) })
    },
    onSettled: again,
  })

  const join = useMutation({
    mutationFn: (cakeId: string) => rooms.joinOfCake(cakeId),
    onSuccess: (room) => {
      client.setQueryData(roomKey(room.id), room)
      newTitles.check()
    },
    onSettled: again,
  })

  return { mute, leave, join }
}

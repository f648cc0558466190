/** This person's place in a room: push, mute, joining, leaving. */
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { roomKey, rooms, roomsKey } from '@/api/rooms'
import { useNewTitles } from '@/features/titles/useNewTitles'
import type { RoomChoices } from '@/api/roomServer'
import type { Room } from '@/api/roomTypes'

export function useMembership(id: () => string) {
  const client = useQueryClient()
  const newTitles = useNewTitles()
  const key = () => [...roomKey(id())]
  const listsAnew = () => client.invalidateQueries({ queryKey: roomsKey, refetchType: 'active' })

  const adjust = useMutation({
    mutationFn: (choices: RoomChoices) => rooms.adjust(id(), choices),
    // one after the other, so that the last one pressed is what stays
    scope: { id: 'room-choices' },
    onMutate: async (choices) => {
      await client.cancelQueries({ queryKey: key() })
      const before = client.getQueryData<Room>(key())
      client.setQueryData<Room>(key(), (room) => room && { ...room, ...choices })
      return { before }
    },
    onSuccess: (room) => client.setQueryData(key(), room),
    onError: (_error, _choices, context) => client.setQueryData(key(), context?.before),
    onSettled: listsAnew,
  })
  const join = useMutation({
    mutationFn: () => rooms.join(id()),
    onSuccess: (room) => {
      client.setQueryData(key(), room)
      newTitles.check()
    },
    onSettled: listsAnew,
  })
  const leave = useMutation({ mutationFn: () => rooms.leave(id()), onSettled: listsAnew })

  return { adjust, join, leave }
}

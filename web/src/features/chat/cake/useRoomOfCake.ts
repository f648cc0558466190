import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { toProblem } from '@/api/client'
import { roomOfCakeQuery } from '@/api/rooms'
import { takePeople } from '@/features/chat/core'
import { useMembership } from '../rooms/useMembership'

const AGAIN = 20_000

/** The room of a cake as its page shows it: the last messages, and how many people are in it. */
export function useRoomOfCake(cakeId: MaybeRefOrGetter<string>) {
  const { data, error, refetch } = useQuery(
    computed(() => ({ ...roomOfCakeQuery(toValue(cakeId)), refetchInterval: AGAIN })),
  )
  watch(data, (found) => found && takePeople(found.persons), { immediate: true })
  const { join } = useMembership()

  return {
    room: computed(() => data.value?.room),
    people: computed(() => data.value?.people ?? 0),
    present: computed(() => data.value?.present ?? 0),
    last: computed(() => data.value?.last ?? []),
    loading: computed(() => !data.value && !error.value),
    problem: computed(() => (error.value && !data.value ? toProblem(error.value) : null)),
    retry: () => void refetch(),
    join: () => join.mutateAsync(toValue(cakeId)),
  }
}

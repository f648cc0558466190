import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { blocksKey, blocksQuery } from '@/api/blocks'
import { toProblem } from '@/api/client'
import { rooms, roomsKey } from '@/api/rooms'
import { useSignedIn } from '@/api/session'

/** Whom the person has blocked. A failed change says so by itself. */
export function useBlocks() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({ ...blocksQuery, enabled: useSignedIn() })
  const items = computed(() => data.value?.items ?? [])
  const ids = computed(() => new Set(items.value.map(({ person }) => person.id)))

  const change = useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean }) => (on ? rooms.block(id) : rooms.unblock(id)),
    // what is unread and who may write change with it
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: blocksKey }),
        client.invalidateQueries({ queryKey: roomsKey, refetchType: 'active' }),
      ]),
  })

  return {
    items,
    ids,
    isBlocked: (id: string): boolean => ids.value.has(id),
    block: (id: string) => change.mutateAsync({ id, on: true }),
    unblock: (id: string) => change.mutateAsync({ id, on: false }),
    busy: change.isPending,
    loading: computed(() => !data.value && !error.value),
    problem: computed(() => (error.value && !data.value ? toProblem(error.value) : null)),
    retry: () => void refetch(),
  }
}

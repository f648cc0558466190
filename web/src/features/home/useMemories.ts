import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { memoriesQuery, patchPiece, pieceQuery } from '@/api/pieces'
import type { Memory } from '@/api/types'
import { text } from '@/i18n'
import { today } from '@/lib/date'
import { toast } from '@/lib/toast'
import { withBack, without } from './memories'

interface Wish {
  memory: Memory
  remind: boolean
}

/** What the person saw on this day of earlier years. Each can be sent away for good, and called back. */
export function useMemories(enabled: MaybeRefOrGetter<boolean>) {
  const client = useQueryClient()
  const wanted = memoriesQuery(today())
  const { data, isPending } = useQuery(computed(() => ({ ...wanted, enabled: toValue(enabled) })))

  const show = ({ memory, remind }: Wish) =>
    client.setQueryData(
      wanted.queryKey,
      (all) => all && (remind ? withBack(all, memory) : without(all, memory.piece.id)),
    )
  const { mutate } = useMutation({
    // one after the other: the last word on a piece is what stays
    scope: { id: 'remind' },
    mutationFn: ({ memory, remind }: Wish) => patchPiece(memory.piece.id, { remind }),
    onMutate: (wish) => void show(wish),
    onSuccess: (piece, { memory, remind }) => {
      client.setQueryData(pieceQuery(piece.id).queryKey, piece)
      if (remind) return
      toast(text('home.forgotten', { title: piece.title }), {
        action: { label: text('home.undo'), run: () => mutate({ memory, remind: true }) },
      })
    },
    onError: (_error, { memory, remind }) => void show({ memory, remind: !remind }),
  })

  return {
    memories: computed(() => data.value?.items ?? []),
    settled: computed(() => !isPending.value),
    forget: (memory: Memory) => mutate({ memory, remind: false }),
  }
}

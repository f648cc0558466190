import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { findInLists } from '@/api/findInLists'
import { deletePiece, pieceQuery, piecesKey } from '@/api/pieces'
import type { PieceSummary } from '@/api/types'
import { text } from '@/i18n'
import { confirm } from '@/lib/confirm'
import { toast } from '@/lib/toast'

/** Whether an address of the app shows pieces side by side, so that it still has a place when one of them is gone. */
export const isList = (address: unknown): boolean =>
  typeof address === 'string' && /^\/(calendar|pieces|people\/\w+|cakes\/\w+)?\/?(\?|$)/.test(address)

/** One piece: what is known of it, and its deletion. */
export function usePiece(id: string) {
  const client = useQueryClient()
  const router = useRouter()
  const query = useQuery(pieceQuery(id))
  const seed = findInLists<PieceSummary>(
    client.getQueriesData({ queryKey: piecesKey }).map(([, answer]) => answer),
    id,
  )
  const shown = computed<PieceSummary | undefined>(() => query.data.value ?? seed)

  /** Back to the list that the piece was opened from, else to its day. */
  async function leave(day: string | undefined): Promise<void> {
    if (!isList(router.options.history.state.back)) {
      await router.replace({ name: 'calendar', query: day ? { day } : {} })
      return
    }
    const left = new Promise<void>((resolve) => {
      const stop = router.afterEach(() => {
        stop()
        resolve()
      })
    })
    router.back()
    await left
  }

  const remove = useMutation({
    mutationFn: () => deletePiece(id),
    onSuccess: async () => {
      await leave(shown.value?.day)
      client.removeQueries({ queryKey: pieceQuery(id).queryKey })
      await client.invalidateQueries({ queryKey: piecesKey })
      toast(text('ticket.deleted'))
    },
  })

  async function askRemove(): Promise<void> {
    const yes = await confirm({
      title: text('ticket.deleteTitle'),
      body: text('ticket.deleteBody', { title: shown.value?.title ?? '' }),
      yes: text('ticket.delete'),
      danger: true,
    })
    if (yes) remove.mutate()
  }

  return { query, shown, askRemove, removing: remove.isPending }
}

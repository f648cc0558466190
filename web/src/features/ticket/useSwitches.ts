import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { patchPiece, pieceQuery, piecesKey, type PiecePatch } from '@/api/pieces'
import type { Piece } from '@/api/types'
import { text } from '@/i18n'
import { confirm } from '@/lib/confirm'

/** Who may see a piece, and whether its owner is reminded of it: shown at once, taken back when it fails. */
export function useSwitches(id: () => string) {
  const client = useQueryClient()
  const key = () => pieceQuery(id()).queryKey
  const change = useMutation({
    mutationFn: (patch: PiecePatch) => patchPiece(id(), patch),
    // one after the other, so that the last one pressed is what stays
    scope: { id: 'piece-switches' },
    onMutate: async (patch) => {
      await client.cancelQueries({ queryKey: key() })
      const before = client.getQueryData<Piece>(key())
      client.setQueryData<Piece>(key(), (piece) => piece && { ...piece, ...patch })
      return { before }
    },
    onSuccess: (piece) => client.setQueryData(key(), piece),
    onError: (_error, patch, context) => {
      const { before } = context ?? {}
      if (!before) return
      const old = Object.fromEntries(Object.keys(patch).map((name) => [name, before[name as keyof Piece]]))
      client.setQueryData<Piece>(key(), (piece) => piece && { ...piece, ...old })
    },
    onSettled: () => client.invalidateQueries({ queryKey: piecesKey }),
  })

  /** Making a piece public is asked for once more; taking it back is not. */
  async function setPublic(isPublic: boolean): Promise<void> {
    const sure =
      !isPublic ||
      (await confirm({
        title: text('ticket.publish.title'),
        body: text('ticket.publish.body'),
        yes: text('ticket.publish.yes'),
      }))
    if (sure) change.mutate({ visibility: isPublic ? 'public' : 'private' })
  }

  return { setPublic, setRemind: (remind: boolean) => change.mutate({ remind }), changing: change.isPending }
}

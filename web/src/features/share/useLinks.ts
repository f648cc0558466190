import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { endLink, linksKey, makeLink } from '@/api/links'
import type { Link } from '@/api/types'
import { text } from '@/i18n'
import { confirm } from '@/lib/confirm'
import { toast } from '@/lib/toast'

/** Making a link; the form shows its own failures. */
export function useMakeLink(pieceId: () => string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (endsOn: string | undefined) => makeLink(pieceId(), endsOn),
    onSuccess: () => client.invalidateQueries({ queryKey: linksKey }),
    meta: { shown: true },
  })
}

/** Ending a link, once the person is sure: whoever has it is shut out for good. */
export function useEndLink() {
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: (link: Link) => endLink(link.id),
    onSuccess: () => toast(text('share.link.ended')),
    onSettled: () => client.invalidateQueries({ queryKey: linksKey }),
  })

  async function askEnd(link: Link): Promise<void> {
    const yes = await confirm({
      title: text('share.link.endTitle'),
      body: text('share.link.endBody', { title: link.piece.title }),
      yes: text('share.link.end'),
      danger: true,
    })
    if (yes) end.mutate(link)
  }

  return { askEnd, ending: end.isPending }
}

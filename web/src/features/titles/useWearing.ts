import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { meQuery } from '@/api/me'
import { piecesKey } from '@/api/pieces'
import { takeTitleOff, titlesKey, titlesQuery, wearTitle, type OwnTitle } from '@/api/titles'
import { text } from '@/i18n'
import { toast } from '@/lib/toast'

/** Wearing a title and taking it off: seen at once wherever this person is shown. */
export function useWearing() {
  const client = useQueryClient()

  function show(title: OwnTitle | undefined): void {
    client.setQueryData(titlesQuery.queryKey, (list) => list && { ...list, worn: title?.id })
    client.setQueryData(
      meQuery.queryKey,
      (me) => me && { ...me, title: title && { id: title.id, ko: title.name.ko, en: title.name.en } },
    )
  }

  return useMutation({
    mutationFn: (title: OwnTitle | undefined) => (title ? wearTitle(title.id) : takeTitleOff()),
    onMutate: async (title) => {
      await client.cancelQueries({ queryKey: titlesKey })
      show(title)
    },
    onSuccess: (_, title) => toast(text(title ? 'titles.nowWorn' : 'titles.takenOff')),
    onSettled: () =>
      Promise.all(
        [titlesKey, meQuery.queryKey, piecesKey, ['rooms'], ['people']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}

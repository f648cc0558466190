import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { feedQuery, makeFeed, removeFeed } from '@/api/feed'
import { text } from '@/i18n'
import { confirm } from '@/lib/confirm'
import { toast } from '@/lib/toast'

/** The calendar of the person's pieces for other programs: its secret address, a new one, none. */
export function useFeed() {
  const client = useQueryClient()
  const query = useQuery(feedQuery)
  const make = useMutation({
    mutationFn: makeFeed,
    onSuccess: (feed) => client.setQueryData(feedQuery.queryKey, feed),
  })
  const remove = useMutation({
    mutationFn: removeFeed,
    onSuccess: () => {
      client.setQueryData(feedQuery.queryKey, {})
      toast(text('account.feed.removed'))
    },
  })

  async function askReplace(): Promise<void> {
    const yes = await confirm({
      title: text('account.feed.replaceTitle'),
      body: text('account.feed.replaceBody'),
      yes: text('account.feed.replace'),
    })
    if (yes) make.mutate(undefined, { onSuccess: () => toast(text('account.feed.replaced')) })
  }

  async function askRemove(): Promise<void> {
    const yes = await confirm({
      title: text('account.feed.removeTitle'),
      body: text('account.feed.removeBody'),
      yes: text('account.feed.remove'),
      danger: true,
    })
    if (yes) remove.mutate()
  }

  return { query, make, askReplace, askRemove, removing: remove.isPending }
}

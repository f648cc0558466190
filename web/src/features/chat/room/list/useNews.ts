/** What came just now, for those who hear the page: new messages only, not those that are scrolled to. */
import { ref, watch, type Ref } from 'vue'
import { text } from '@/i18n'
import type { OpenRoom } from '../../core'
import type { RoomContext } from '../context'
import { quoteLine } from '../message/quoteLine'

export function useNews(room: () => OpenRoom, context: RoomContext): Ref<string> {
  const news = ref('')
  let newest = 0
  watch(
    () => [room().items, room().hasNewer, room().loading] as const,
    ([items, hasNewer, loading]) => {
      const last = items.findLast(({ seq }) => seq > 0)?.seq ?? 0
      const from = newest
      newest = Math.max(newest, last)
      if (loading || hasNewer || !from) return
      const heard = items.filter(({ seq, mine, sender }) => seq > from && !mine && !context.isBlocked(sender))
      const one = heard.at(-1)
      if (!one) return
      news.value =
        heard.length > 1
          ? text('chat.room.unseen', { n: heard.length }, heard.length)
          : `${context.nameOf(one.sender)}: ${quoteLine(one, text)}`
    },
    { immediate: true },
  )
  return news
}

/** Begins the chat of this page. Loaded when the page has nothing better to do, so that no page waits for it. */
import { startChat, listen, useChat } from './browserChat'
import { liveQueries } from './liveQueries'
import { queryClient } from '@/app/queryClient'
import { showAppBadge } from './appBadge'

listen(
  liveQueries(queryClient, {
    me: () => useChat().value?.me ?? '',
    isSeen: (room) => document.visibilityState === 'visible' && useChat().value?.feed(room) !== undefined,
    later: (work, ms) => void setTimeout(work, ms * (0.75 + Math.random() / 2)),
  }),
)
showAppBadge(queryClient)
startChat(queryClient)

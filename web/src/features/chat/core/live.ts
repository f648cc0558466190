/** Begins the chat of this page. Loaded when the page has nothing better to do, so that no page waits for it. */
import { queryClient } from '@/app/queryClient'
import { showAppBadge } from './appBadge'
import { startChat } from './browserChat'

showAppBadge(queryClient)
startChat(queryClient)

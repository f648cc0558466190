/** Begins the chat of this page. Loaded when the page has nothing better to do, so that no page waits for it. */
import { queryClient } from '@/app/queryClient'
import { showAppBadge } from './appBadge'
import { startChat } from './browserChat'
import { LATE } from '@/features/ai/lateKey'
import { recall } from '@/lib/storage'

showAppBadge(queryClient)
startChat(queryClient)
// pictures that were on their way when the app was closed
if (recall(LATE))
  void import('@/features/ai/latePictures').then(({ latePictures }) => latePictures.resume()).catch(() => undefined)

import type { QueryClient } from '@tanstack/vue-query'
import { noticesQuery } from '@/api/notices'
import { loadTexts } from '@/i18n'

/** How long the page waits for notices: one that comes later would push away what is read already. */
const PATIENCE = 1_200

/** Asks for notices before the place where the first of them is shown is drawn. */
export async function noticesReady(client: QueryClient): Promise<void> {
  const asked = Promise.all([client.prefetchQuery(noticesQuery), loadTexts('notices')])
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
}

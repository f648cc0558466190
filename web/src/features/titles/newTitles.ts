import type { QueryClient } from '@tanstack/vue-query'
import { seeTitles, titlesKey, unseenTitles, type OwnTitle } from '@/api/titles'
import { router } from '@/app/router'
import { currentLanguage, loadTexts, text } from '@/i18n'
import { toast } from '@/lib/toast'

/** The titles that are new, once: who takes them tells the person. Asking may fail in silence; then they stay new. */
export async function takeNewTitles(client: QueryClient): Promise<OwnTitle[]> {
  try {
    const fresh = await unseenTitles()
    if (fresh.length === 0) return []
    await seeTitles(fresh.map((title) => title.id))
    void client.invalidateQueries({ queryKey: titlesKey })
    return fresh
  } catch {
    return []
  }
}

/** The first cards have the screen for themselves: news waits until somebody is through with them. */
async function afterWelcome(): Promise<void> {
  if (router.currentRoute.value.name !== 'welcome') return
  await new Promise<void>((resolve) => {
    const stop = router.afterEach((to) => {
      if (to.name === 'welcome') return
      stop()
      resolve()
    })
  })
}

/** Says at the edge of the page which titles are new. */
export async function tellNewTitles(client: QueryClient): Promise<void> {
  await afterWelcome()
  const [first, ...others] = await takeNewTitles(client)
  if (!first) return
  await loadTexts('titles')
  const name = first.name[currentLanguage()]
  toast(
    others.length
      ? text('titles.newMore', { name, count: others.length }, others.length)
      : text('titles.new', { name }),
    { action: { label: text('titles.look'), run: () => void router.push({ name: 'titles' }) }, passing: true },
  )
}

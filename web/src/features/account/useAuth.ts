import { useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, call } from '@/api/client'
import { meQuery } from '@/api/me'
import { sessionClosed, sessionStarted } from '@/api/session'
import type { Me } from '@/api/types'
import { returnPath } from '@/app/router'
import { leavePush } from '@/features/push/leave'
import { useNewTitles } from '@/features/titles/useNewTitles'
import { currentLanguage, setLanguage, text } from '@/i18n'
import { forget } from '@/lib/caches'
import { confirm } from '@/lib/confirm'
import { deviceZone } from '@/lib/timeZone'
import { tidy } from '@/lib/grapheme'
import { toast } from '@/lib/toast'

/** Messages that wait to be sent would be lost: `null` when the person would rather stay. */
async function askAboutUnsent(): Promise<{ forget(): Promise<void> } | null> {
  // loaded with the chat: without it nothing can wait
  const chat = await import('@/features/chat/core/unsent').catch(() => null)
  const count = chat?.unsent() ?? 0
  const stays =
    count > 0 &&
    !(await confirm({
      title: text('account.me.unsentTitle', { count }, count),
      body: text('account.me.unsentBody'),
      yes: text('account.me.logout'),
      danger: true,
    }))
  return stays ? null : { forget: async () => chat?.forgetUnsent() }
}

/** Coming in and going out. */
export function useAuth() {
  const router = useRouter()
  const route = useRoute()
  const client = useQueryClient()
  const newTitles = useNewTitles()

  /** Nothing of whoever was here before may be seen by the one who comes in. */
  async function enter(me: Me, next: unknown = route.query.next): Promise<void> {
    client.clear()
    await forget()
    client.setQueryData(meQuery.queryKey, me)
    sessionStarted()
    await setLanguage(me.language)
    const target = returnPath(next)
    // who came for something, a piece to heart say, gets it at once; the cards can wait
    const isNew = target === '/' || target.startsWith('/make')
    await router.replace(
      me.onboarded || !isNew ? target : { name: 'welcome', query: target === '/' ? {} : { next: target } },
    )
  }

  async function leave(): Promise<void> {
    await forget()
    sessionClosed()
    await router.replace('/')
    client.clear()
    toast(text('account.me.loggedOut'))
  }

  return {
    /** Whether a heart waits for whoever comes in. */
    isHearting: computed(() => new URL(returnPath(route.query.next), location.origin).searchParams.has('heart')),
    /** For who proved elsewhere who they are: where they go is the address's, unless it is told. */
    enter,
    join: async (values: { email: string; nickname: string; password: string }) => {
      await enter(
        await call(
          api.POST('/api/v1/accounts', {
            body: {
              email: tidy(values.email),
              nickname: tidy(values.nickname),
              password: values.password,
              language: currentLanguage(),
              timeZone: deviceZone(),
            },
          }),
        ),
      )
      newTitles.check()
    },
    login: async (values: { email: string; password: string }) =>
      enter(
        await call(api.POST('/api/v1/sessions', { body: { email: tidy(values.email), password: values.password } })),
      ),
    logout: async () => {
      const unsent = await askAboutUnsent()
      if (!unsent) return
      await leavePush()
      await call(api.DELETE('/api/v1/sessions/current'))
      await unsent.forget()
      await leave()
    },
    logoutEverywhere: async () => {
      const unsent = await askAboutUnsent()
      if (!unsent) return
      await leavePush()
      await call(api.DELETE('/api/v1/sessions'))
      await unsent.forget()
      await leave()
    },
  }
}

import { shallowReactive, type Component } from 'vue'
import { isSignedIn } from '@/api/session'
import { loadTexts } from '@/i18n'

const loaders = {
  home: () => import('@/features/home/HomePage.vue'),
  landing: () => import('@/features/landing/LandingPage.vue'),
} as const

/** What was loaded, kept as it is: an async component would leave the page empty for a moment even then. */
export const rootPages = shallowReactive<Partial<Record<keyof typeof loaders, Component>>>({})

/** `/` is the home of a person and the front door for guests; each loads only its own. */
export async function loadRoot(): Promise<void> {
  const name = isSignedIn() ? 'home' : 'landing'
  const [page] = await Promise.all([loaders[name](), loadTexts(name)])
  rootPages[name] = page.default
}

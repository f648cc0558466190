import { isSignedIn } from '@/api/session'
import { loadTexts } from '@/i18n'

export const loadHome = () => import('@/features/home/HomePage.vue')
export const loadLanding = () => import('@/features/landing/LandingPage.vue')

/** `/` is the home of a person and the front door for guests; each loads only its own. */
export async function loadRoot(): Promise<void> {
  const signedIn = isSignedIn()
  await Promise.all([signedIn ? loadHome() : loadLanding(), loadTexts(signedIn ? 'home' : 'landing')])
}

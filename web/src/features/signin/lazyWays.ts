import { defineAsyncComponent } from 'vue'
import { loadTexts } from '@/i18n'

/** The ways in, with their texts: beside the form, not in front of it. */
export default defineAsyncComponent(async () => {
  const [module] = await Promise.all([import('./SignInWays.vue'), loadTexts('signin')])
  return module
})
